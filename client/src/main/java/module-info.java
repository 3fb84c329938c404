/** Usage telemetry that its users can check: what a tool embeds. */
module dev.overt.client {
    requires static org.jspecify;

    exports dev.overt.client;
}
