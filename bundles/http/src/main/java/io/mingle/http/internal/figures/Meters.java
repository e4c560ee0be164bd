package io.mingle.http.internal.figures;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mingle.api.event.Usage;
import io.mingle.http.internal.Served;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What is measured of requests and of what is made for them, under the names of OpenTelemetry's
 * conventions where there are some. No tag has values that clients choose. Thread-safe.
 */
public final class Meters {

    private static final Duration[] REQUEST_BUCKETS = seconds(.01, .05, .1, .5, 1, 5, 10, 30, 120);

    /** Those that the conventions recommend, without the longest. */
    private static final Duration[] FIRST_TOKEN_BUCKETS =
            seconds(.001, .005, .01, .02, .04, .06, .08, .1, .25, .5, .75, 1, 2.5, 5, 10, 30);

    private static final Duration[] TOKEN_BUCKETS =
            seconds(.01, .025, .05, .075, .1, .15, .2, .3, .4, .5, .75, 1, 2.5);

    private static final double NANOS_A_SECOND = 1e9;

    private static final String OPERATION = "gen_ai.operation.name";

    private final MeterRegistry registry;
    private final AtomicInteger active = new AtomicInteger();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        gauge("http.server.active_requests", "Requests that are being answered.", active::get);
    }

    /** Makes some that nobody reads. */
    public static Meters unread() {
        return new Meters(new SimpleMeterRegistry());
    }

    private static Duration[] seconds(double... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofNanos((long) (values[i] * 1e9));
        }
        return durations;
    }

    /** A request has been let in. */
    public void entered() {
        active.incrementAndGet();
    }

    /** One that was let in has been answered. */
    public void left() {
        active.decrementAndGet();
    }

    /** A request has been answered, or refused. */
    public void served(Served served) {
        Timer.builder("http.server.request.duration")
                .description("How long requests took, from their first line to their last byte.")
                .tag("http.request.method", method(served.method()))
                .tag("http.route", served.route())
                .tag("http.response.status_code", Integer.toString(served.status()))
                .tag("error.type", served.error())
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry)
                .record(served.nanos(), TimeUnit.NANOSECONDS);
        bytes("http.server.request.body.size", served.route()).record(served.read());
        bytes("http.server.response.body.size", served.route()).record(served.written());
        if (isRefusal(served.status())) {
            Counter.builder("mingle.refusals")
                    .description("Requests that were well-formed and not let in, or had no room.")
                    .tag("error.type", served.error())
                    .register(registry)
                    .increment();
        }
    }

    private DistributionSummary bytes(String name, String route) {
        return DistributionSummary.builder(name)
                .baseUnit("bytes")
                .tag("http.route", route)
                .register(registry);
    }

    private static boolean isRefusal(int status) {
        return switch (status) {
            case 401, 403, 413, 429, 503, 507 -> true;
            default -> false;
        };
    }

    /** A client may send any word as a method. */
    public static String method(String asked) {
        return switch (asked) {
            case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS" -> asked;
            default -> "_OTHER";
        };
    }

    /** What was asked has found somebody who answers it. */
    public void queued(String operation, long nanos) {
        timer("mingle.queue.duration", "How long requests waited for a capability.", operation)
                .serviceLevelObjectives(FIRST_TOKEN_BUCKETS)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The first piece of an answer has come. */
    public void begun(String operation, long nanos) {
        timer(
                        "gen_ai.server.time_to_first_token",
                        "From the request to the first piece of its answer.",
                        operation)
                .serviceLevelObjectives(FIRST_TOKEN_BUCKETS)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * An answer is complete.
     *
     * @param nanos since it was asked for
     * @param sinceFirst since its first piece; less than 0 if it had none
     */
    public void finished(String operation, Usage usage, long nanos, long sinceFirst) {
        timer("gen_ai.server.request.duration", "How long answers took.", operation)
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (usage.completionTokens() > 1 && sinceFirst >= 0) {
            timer(
                            "gen_ai.server.time_per_output_token",
                            "Between the tokens of an answer, after its first.",
                            operation)
                    .serviceLevelObjectives(TOKEN_BUCKETS)
                    .register(registry)
                    .record(sinceFirst / (usage.completionTokens() - 1), TimeUnit.NANOSECONDS);
        }
        tokens(operation, "input", usage.promptTokens());
        tokens(operation, "output", usage.completionTokens());
        Counter.builder("mingle.audio")
                .description("How long the sounds last that were heard for answers.")
                .baseUnit("seconds")
                .tag(OPERATION, operation)
                .register(registry)
                .increment(usage.heard().toNanos() / NANOS_A_SECOND);
    }

    private void tokens(String operation, String type, int count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens that went in and came out.")
                .baseUnit("tokens")
                .tag(OPERATION, operation)
                .tag("gen_ai.token.type", type)
                .serviceLevelObjectives(1, 16, 64, 256, 1024, 4096, 16384, 65536)
                .register(registry)
                .record(count);
    }

    private static Timer.Builder timer(String name, String what, String operation) {
        return Timer.builder(name).description(what).tag(OPERATION, operation);
    }

    /** A medium came with a request: image, audio or video. */
    public void medium(String kind, int count) {
        Counter.builder("mingle.media")
                .description("Pictures, sounds and videos that came with requests.")
                .tag("kind", kind)
                .register(registry)
                .increment(count);
    }

    /** Pictures have been drawn. */
    public void drawn(String operation, int count) {
        Counter.builder("mingle.images")
                .description("Pictures that were drawn or changed.")
                .tag(OPERATION, operation)
                .register(registry)
                .increment(count);
    }

    /** Shows a number as it is whenever somebody looks. */
    public void gauge(String name, String what, Supplier<Number> now) {
        Gauge.builder(name, now).description(what).register(registry);
    }
}
