package dev.overt.collector.operate;

import dev.overt.collector.store.Loader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is counted and measured, as Prometheus reads it. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Begins to measure the JVM. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collections.bindTo(registry);
        @Nullable String version = Metrics.class.getPackage().getImplementationVersion();
        Gauge.builder("overt.build.info", () -> 1)
                .tag("version", version == null ? "unknown" : version)
                .tag("java", System.getProperty("java.version"))
                .description("Always 1; the labels say what runs")
                .register(registry);
    }

    /** Where everything else is counted. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Measures how far log and store have come, and the disk. */
    public void watch(MeteredLog log, Loader loader, LongSupplier freeBytes) {
        gauge("overt.log.end.offset", "Bytes of records in the log", log, MeteredLog::endOffset);
        gauge("overt.store.offset", "How much of the log the store has", loader, Loader::storedOffset);
        gauge(
                "overt.store.lag.events",
                "Entries acknowledged since the start that the store has not",
                log,
                metered -> metered.lag(loader.storedOffset()).entries());
        gauge(
                "overt.store.lag.seconds",
                "Age of the oldest entry that the store has not",
                log,
                metered -> metered.lag(loader.storedOffset()).millis() / 1e3);
        gauge("overt.disk.free.bytes", "Space left on the disk of the data folder", freeBytes, LongSupplier::getAsLong);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
