package io.mingle.broker.internal;

import io.mingle.api.error.MingleException;
import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A framework, a broker in a bundle of its own, and a bundle to provide from. */
@Timeout(300)
abstract class BrokerFixture {

    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration NOT = Duration.ZERO;

    @TempDir Path storage;

    final Restricting trust = new Restricting();

    /** Why a service could not be had; nobody knows, where it is not set. */
    volatile Function<ServiceReference<?>, Optional<MingleException>> reasons =
            reference -> Optional.empty();

    EmbeddedFramework framework;
    Bundle provider;
    BundleContext context;
    LeasingBroker leasing;
    Broker broker;

    @BeforeEach
    void start() throws Exception {
        framework = new EmbeddedFramework(storage);
        provider = framework.bundle("test.provider");
        context = framework.bundle("test.broker").getBundleContext();
        leasing = broker(context);
        broker = new ClientBroker(leasing, 0);
    }

    /** A broker that knows of failures what {@link #reasons} says. */
    LeasingBroker broker(BundleContext context) {
        return new LeasingBroker(
                trust, it -> reasons.apply(it), context, Settings.drainingFor(LONG));
    }

    @AfterEach
    void stop() throws Exception {
        leasing.configure(Settings.drainingFor(Duration.ZERO));
        leasing.close();
        framework.close();
    }

    ServiceRegistration<Greeter> register(Greeter greeter) {
        return provider.getBundleContext().registerService(Greeter.class, greeter, null);
    }

    /** A greeter that streams what it is given. */
    static Greeter streaming(Generation<String> generation) {
        return new Greeter() {
            @Override
            public String greet() {
                return "hello";
            }

            @Override
            public Generation<String> stream() {
                return generation;
            }
        };
    }

    /** Returns what is logged meanwhile. */
    static String logOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
