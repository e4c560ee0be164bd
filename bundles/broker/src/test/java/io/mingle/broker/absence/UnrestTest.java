package io.mingle.broker.absence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

class UnrestTest {

    @TempDir private Path storage;

    private final AtomicLong now = new AtomicLong();
    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void whatFailsRightAfterTheStartFailsForGood() {
        assertTrue(Unrest.watch(context, now::get).isOver());
    }

    @Test
    void aServiceThatComesOrGoesIsUnrestForASecond() {
        Unrest unrest = Unrest.watch(context, now::get);
        ServiceRegistration<?> service = context.registerService(Runnable.class, () -> {}, null);
        assertFalse(unrest.isOver());
        pass(Duration.ofMillis(999));
        assertFalse(unrest.isOver());
        pass(Duration.ofMillis(1));
        assertTrue(unrest.isOver());

        service.unregister();
        assertFalse(unrest.isOver());
        pass(Duration.ofSeconds(1));
        assertTrue(unrest.isOver());
    }
}
