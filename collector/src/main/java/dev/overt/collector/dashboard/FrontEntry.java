package dev.overt.collector.dashboard;

/** A product on the front page, with its last 30 days. */
record FrontEntry(String id, String name, String installations, String events, String last) {}
