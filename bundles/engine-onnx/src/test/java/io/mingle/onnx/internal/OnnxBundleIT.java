package io.mingle.onnx.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.graph.Graph;
import io.mingle.api.graph.GraphRuntime;
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

/** The built bundle in a framework. The order matters: ONNX Runtime comes into this JVM once. */
@Timeout(120)
@TestMethodOrder(OrderAnnotation.class)
class OnnxBundleIT {

    private static final String LOADED = "io.mingle.onnx.loaded";

    private static Framework framework;
    private static Bundle onnx;

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
                                        "org.slf4j;version=2.0.17,"
                                                + "io.mingle.api.error;version=0.3.0,"
                                                + "io.mingle.api.graph;version=0.1.0",
                                        OnnxGraphs.CACHE,
                                        System.getProperty(OnnxGraphs.CACHE)));
        framework.start();
        BundleContext context = framework.getBundleContext();
        for (String jar : System.getProperty("support.bundles").split(File.pathSeparator)) {
            context.installBundle("reference:" + Path.of(jar).toUri());
        }
        Path jar = Path.of(System.getProperty("onnx.bundle"));
        onnx = context.installBundle("reference:" + jar.toUri());
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
    void onnxRuntimeIsLoadedByTheFirstGraphAndNotBefore() {
        GraphRuntime runtime = runtime();
        runtime.check(Graphs.file("affine"));
        assertNull(System.getProperty(LOADED));

        try (Graph graph = runtime.open(Graphs.file("affine"))) {
            assertEquals(2, graph.inputs().size());
        }
        assertNotNull(System.getProperty(LOADED));
        assertNull(System.getProperty("onnxruntime.native.path"), "what is others' is left alone");
    }

    @Test
    @Order(2)
    void nothingThatCouldBeRefreshedIsWiredToIt() {
        List<String> providers =
                onnx.adapt(BundleWiring.class).getRequiredWires(null).stream()
                        .map(wire -> wire.getProvider().getBundle().getSymbolicName())
                        .distinct()
                        .toList();

        assertEquals(List.of(framework.getSymbolicName()), providers);
    }

    @Test
    @Order(3)
    void anUpdateIsRefusedWithAReasonAndTheJvmLives() throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("onnx.bundle")))) {
            onnx.update(in);
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(onnx), event -> refreshed.countDown());
        assertTrue(refreshed.await(60, TimeUnit.SECONDS), "the refresh does not end");

        EngineUnavailableException error =
                assertThrows(
                        EngineUnavailableException.class,
                        () -> runtime().open(Graphs.file("affine")));
        assertTrue(error.getMessage().contains("Start the JVM again"), error.getMessage());
    }

    private static GraphRuntime runtime() {
        BundleContext context = framework.getBundleContext();
        ServiceReference<GraphRuntime> found = context.getServiceReference(GraphRuntime.class);
        assertNotNull(found, "no " + GraphRuntime.class);
        return context.getService(found);
    }
}
