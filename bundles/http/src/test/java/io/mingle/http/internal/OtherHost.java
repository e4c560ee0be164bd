package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.drawing.PictureSize;
import io.mingle.api.model.InstalledModel;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.pool.Health;
import io.mingle.remote.internal.service.OfferedService;
import io.mingle.remote.internal.wire.Limits;
import io.mingle.remote.internal.wire.Offer;
import io.mingle.remote.internal.wire.Target;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Mingle on another host, whose services ask a server. */
public final class OtherHost implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EndpointPool pool;
    private final Health health;

    /** Makes one, and waits until the server is known there. */
    public OtherHost(TestServer server, Offer offer) throws InterruptedException {
        this("0f", server, offer);
    }

    /**
     * Makes one, and waits until the server is known there.
     *
     * @param id what it calls itself
     */
    public OtherHost(String id, TestServer server, Offer offer) throws InterruptedException {
        server.broker.with(InstalledModel.class, model());
        Target target =
                new Target(
                        "test",
                        Target.base("test", "http://127.0.0.1:" + server.port() + "/v1"),
                        Optional.empty(),
                        "nano",
                        EnumSet.allOf(Offer.class),
                        1,
                        100,
                        true,
                        List.of(new PictureSize(64, 64)),
                        new Limits(LONG, LONG, LONG, 1 << 20),
                        Duration.ZERO,
                        Duration.ofMillis(100));
        pool = new EndpointPool(offer);
        Endpoint endpoint = new Endpoint(id, target, () -> {});
        health = new Health(endpoint);
        pool.keep(List.of(endpoint));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!pool.isOffered()) {
            assertTrue(System.nanoTime() < end, "The server is not well");
            Thread.sleep(10);
        }
    }

    private static InstalledModel model() {
        return (InstalledModel)
                Proxy.newProxyInstance(
                        OtherHost.class.getClassLoader(),
                        new Class<?>[] {InstalledModel.class},
                        (proxy, method, arguments) -> "nano");
    }

    /** Returns a service there. */
    public <T> T service(Class<T> type) {
        return type.cast(OfferedService.of(pool).service());
    }

    @Override
    public void close() {
        health.close();
    }
}
