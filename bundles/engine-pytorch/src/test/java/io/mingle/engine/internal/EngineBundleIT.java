package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The built bundle in a framework. The order matters: libtorch comes into this JVM once. */
@Timeout(120)
@TestMethodOrder(OrderAnnotation.class)
class EngineBundleIT {

    private static final String SERVICE = "io.mingle.engine.EngineStatus";

    private static Framework framework;
    private static Bundle engine;

    @BeforeAll
    static void start() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        System.getProperty("framework.storage"),
                                        Constants.FRAMEWORK_STORAGE_CLEAN,
                                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        "org.slf4j;version=2.0.17",
                                        EngineSettings.PROGRESS,
                                        "stderr",
                                        EngineSettings.CACHE,
                                        System.getProperty(EngineSettings.CACHE)));
        framework.start();
        BundleContext context = framework.getBundleContext();
        for (String jar : System.getProperty("support.bundles").split(File.pathSeparator)) {
            context.installBundle("reference:" + Path.of(jar).toUri());
        }
        Path jar = Path.of(System.getProperty("engine.bundle"));
        engine = context.installBundle("reference:" + jar.toUri());
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
    }

    @Test
    @Order(1)
    void theEngineStartsAndSaysWithWhat() throws Exception {
        Object status = status();

        assertEquals(true, ask(status, "usable"), () -> ask(status, "explanation").toString());
        assertEquals("2.7.1", ask(status, "version"));
        assertEquals("cpu", ask(status, "flavor"));
        assertTrue((int) ask(status, "threads") > 0);
        assertTrue(Boolean.getBoolean("ai.djl.offline"));
    }

    @Test
    @Order(2)
    void nothingThatCouldBeRefreshedIsWiredToTheEngine() {
        List<String> providers =
                engine.adapt(BundleWiring.class).getRequiredWires(null).stream()
                        .map(wire -> wire.getProvider().getBundle().getSymbolicName())
                        .distinct()
                        .toList();

        assertEquals(List.of(framework.getSymbolicName()), providers);
    }

    @Test
    @Order(3)
    void anUpdateIsRefusedWithAReasonAndTheJvmLives() throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("engine.bundle")))) {
            engine.update(in);
        }
        refresh();

        Object status = status();
        String explanation = ask(status, "explanation").toString();

        assertFalse((boolean) ask(status, "usable"), explanation);
        assertTrue(explanation.contains("loaded by io.mingle.engine.pytorch"), explanation);
        assertTrue(explanation.contains("Start the JVM again"), explanation);
    }

    private static void refresh() throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(engine), event -> refreshed.countDown());
        assertTrue(refreshed.await(60, TimeUnit.SECONDS), "the refresh does not end");
    }

    private static Object status() throws Exception {
        BundleContext context = framework.getBundleContext();
        ServiceReference<?>[] found = context.getAllServiceReferences(SERVICE, null);
        assertNotNull(found, "no " + SERVICE);
        assertEquals(1, found.length);
        return context.getService(found[0]);
    }

    /** The service's type belongs to the bundle's class loader, so that it is asked by name. */
    private static Object ask(Object status, String question) {
        try {
            Class<?> type = status.getClass().getInterfaces()[0];
            return type.getMethod(question).invoke(status);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
