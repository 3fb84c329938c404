package dev.overt.client;

/** Whether standard input and standard output are terminals, as a test sets it. */
record Terminals(boolean input, boolean output) {}
