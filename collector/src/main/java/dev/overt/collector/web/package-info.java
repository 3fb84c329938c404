/** The collector's HTTP server: its limits, its routes, and how every answer looks. */
@NullMarked
package dev.overt.collector.web;

import org.jspecify.annotations.NullMarked;
