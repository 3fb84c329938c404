package dev.overt.examples.initrunner;

import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;

/** The example reporting through OpenTelemetry's log exporter, the way its documentation shows. */
public final class WithOpenTelemetry {
    private WithOpenTelemetry() {}

    public static void main(String[] arguments) {
        SdkLoggerProvider provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                                .setEndpoint(System.getenv("COLLECTOR") + "v1/logs")
                                .build())
                        .build())
                .build();
        int status = InitRunner.commandLine().execute(arguments);
        provider.get("initrunner")
                .logRecordBuilder()
                .setEventName("cli_command")
                .setAttribute("command", arguments[0])
                .setAttribute("exit_code", status)
                .emit();
        provider.close();
        System.exit(status);
    }
}
