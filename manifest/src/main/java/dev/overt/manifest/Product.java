package dev.overt.manifest;

/**
 * A tool that reports.
 *
 * @param id {@code [a-z][a-z0-9-]{0,39}}
 * @param name for people
 * @param contact an e-mail address or a web page
 * @param command what a person types to run it
 */
public record Product(String id, String name, String contact, String command) {}
