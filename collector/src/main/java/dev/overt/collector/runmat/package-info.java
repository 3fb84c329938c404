/** RunMat's installers and its runtime, unmodified. */
@NullMarked
package dev.overt.collector.runmat;

import org.jspecify.annotations.NullMarked;
