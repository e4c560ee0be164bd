package io.mingle.http.internal.figures;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.swap.SwapReport;
import io.mingle.swap.Swapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The figures of this process, for Prometheus. What can be asked for is asked when it is read. */
@Component(service = Figures.class)
public final class Figures {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final MultiGauge memory =
            MultiGauge.builder("mingle.memory.held")
                    .description("What the ledger has given out, by bundle and purpose.")
                    .baseUnit("bytes")
                    .register(registry);
    private final MultiGauge calls =
            MultiGauge.builder("mingle.calls")
                    .description("Calls that are under way, by the bundle that they run on.")
                    .register(registry);
    private final Broker broker;

    @Activate
    public Figures(@Reference Broker broker, @Reference Swapper swapper) {
        this.broker = broker;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        meters.gauge("mingle.memory.limit", "What the ledger may give out.", this::limit);
        for (SwapReport.Outcome outcome : SwapReport.Outcome.values()) {
            FunctionCounter.builder(
                            "mingle.swaps", swapper, it -> it.counts().getOrDefault(outcome, 0L))
                    .description("Attempts to replace a bundle, by how they ended.")
                    .tag("outcome", outcome.name())
                    .register(registry);
        }
        FunctionCounter.builder(
                        "mingle.calls.lost",
                        broker,
                        it -> it.lost().values().stream().mapToLong(Long::longValue).sum())
                .description("Calls that were ended because they outlasted the drain.")
                .register(registry);
    }

    /** Returns what requests are measured by. */
    public Meters meters() {
        return meters;
    }

    /**
     * Returns all as Prometheus reads it, version 0.0.4 of its text. One at a time: rows are taken
     * away and put back, and whoever reads meanwhile would miss some.
     */
    synchronized String text() {
        memory.register(
                uses().stream()
                        .collect(
                                Collectors.groupingBy(
                                        it ->
                                                Tags.of(
                                                        "bundle",
                                                        it.owner(),
                                                        "purpose",
                                                        it.purpose()),
                                        Collectors.summingLong(MemoryUse::bytes)))
                        .entrySet()
                        .stream()
                        .map(it -> MultiGauge.Row.of(it.getKey(), it.getValue()))
                        .collect(Collectors.toList()),
                true);
        Map<String, Integer> leases =
                broker.providers().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Provider::bundle, Collectors.summingInt(Provider::leases)));
        calls.register(
                leases.entrySet().stream()
                        .map(it -> MultiGauge.Row.of(Tags.of("bundle", it.getKey()), it.getValue()))
                        .collect(Collectors.toList()),
                true);
        return registry.scrape();
    }

    private List<MemoryUse> uses() {
        try (Lease<MemoryReport> lease = broker.lease(MemoryReport.class, Duration.ZERO)) {
            return lease.service().uses();
        } catch (SkillUnavailableException e) {
            return List.of();
        }
    }

    private long limit() {
        try (Lease<MemoryReport> lease = broker.lease(MemoryReport.class, Duration.ZERO)) {
            return lease.service().limit();
        } catch (SkillUnavailableException e) {
            return 0;
        }
    }

    @Deactivate
    void close() {
        collections.close();
        registry.close();
    }
}
