@NullMarked
package dev.overt.codegen;

import org.jspecify.annotations.NullMarked;
