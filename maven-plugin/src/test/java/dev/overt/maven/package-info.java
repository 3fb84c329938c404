@NullMarked
package dev.overt.maven;

import org.jspecify.annotations.NullMarked;
