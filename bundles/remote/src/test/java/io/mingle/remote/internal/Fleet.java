package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.drawing.PictureSize;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.pool.Health;
import io.mingle.remote.internal.service.OfferedService;
import io.mingle.remote.internal.wire.Limits;
import io.mingle.remote.internal.wire.Offer;
import io.mingle.remote.internal.wire.Target;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Endpoints of servers of a test, and the service that they come to. */
final class Fleet implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(60);

    private final EndpointPool pool;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final List<Health> healths = new CopyOnWriteArrayList<>();

    private Fleet(Offer offer) {
        pool = new EndpointPool(offer);
    }

    /** Makes endpoints of servers, and waits until all of them are well. */
    static Fleet of(Offer offer, ScriptedServer... servers) throws Exception {
        return of(offer, it -> it, servers);
    }

    static Fleet of(Offer offer, UnaryOperator<Target> changed, ScriptedServer... servers)
            throws Exception {
        Fleet fleet = new Fleet(offer);
        for (ScriptedServer server : servers) {
            fleet.add(changed.apply(target(server.url())));
        }
        fleet.pool.keep(fleet.endpoints);
        await(() -> fleet.endpoints.stream().allMatch(Endpoint::isOffered));
        return fleet;
    }

    private void add(Target target) {
        Endpoint endpoint =
                new Endpoint(
                        "0f",
                        target,
                        () -> {
                            pool.keep(endpoints);
                            healths.forEach(Health::look);
                        });
        endpoints.add(endpoint);
        healths.add(new Health(endpoint));
    }

    static Target target(String url) {
        return new Target(
                "test",
                URI.create(url),
                Optional.empty(),
                "",
                EnumSet.complementOf(EnumSet.of(Offer.TRANSLATION)),
                1,
                100,
                true,
                List.of(new PictureSize(4, 3)),
                new Limits(Duration.ofSeconds(10), LONG, LONG, 1 << 20),
                Duration.ofSeconds(10),
                Duration.ofMillis(200));
    }

    /** Returns the target with other bounds. */
    static Target limited(Target its, Duration silence, Duration patience, long largest) {
        return new Target(
                its.name(),
                its.base(),
                its.keyFile(),
                its.model(),
                its.offers(),
                its.weight(),
                its.ranking(),
                its.fallback(),
                its.sizes(),
                new Limits(its.limits().connect(), silence, LONG, largest),
                patience,
                its.period());
    }

    <T> T service(Class<T> type) {
        return type.cast(OfferedService.of(pool).service());
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "It did not come to that in a minute");
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        healths.forEach(Health::close);
    }
}
