package dev.overt.benchmarks;

import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A warm emission of a log record by OpenTelemetry, processed in batches as its documentation shows. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class OpenTelemetryEmit {
    private final StandIn collector = new StandIn();
    private final SdkLoggerProvider provider = SdkLoggerProvider.builder()
            .addLogRecordProcessor(BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                            .setEndpoint(collector.address + "v1/logs")
                            .build())
                    .build())
            .build();
    private final Logger logger = provider.get("initrunner");

    /** Before each burst. */
    @Setup(Level.Invocation)
    public void pause() throws InterruptedException {
        Burst.pause();
    }

    @Benchmark
    @OperationsPerInvocation(Burst.EVENTS)
    public void emit() {
        for (int i = 0; i < Burst.EVENTS; i++) {
            logger.logRecordBuilder()
                    .setEventName("cli_command")
                    .setAttribute("command", "run")
                    .setAttribute("exit_code", i)
                    .emit();
        }
    }

    /** After the last burst. */
    @TearDown
    public void close() {
        provider.close();
        collector.close();
    }
}
