@NullMarked
package dev.overt.manifest;

import org.jspecify.annotations.NullMarked;
