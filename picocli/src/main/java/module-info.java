/** Overt's telemetry for command lines of picocli. */
module dev.overt.picocli {
    requires static org.jspecify;
    requires transitive dev.overt.client;
    requires transitive info.picocli;

    exports dev.overt.picocli;

    opens dev.overt.picocli to
            info.picocli;
}
