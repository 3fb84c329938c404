package dev.overt.manifest;

/**
 * Something that the maintainers say under a heading, in their words.
 *
 * @param name the heading, on one line
 */
public record Statement(String name, String text) {}
