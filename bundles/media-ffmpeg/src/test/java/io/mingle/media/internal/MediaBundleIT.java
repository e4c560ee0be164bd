package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.media.MediaReader;
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

/** The built bundle in a framework. The order matters: FFmpeg comes into this JVM once. */
@Timeout(120)
@TestMethodOrder(OrderAnnotation.class)
class MediaBundleIT {

    private static final String LOADED = "io.mingle.media.loaded";

    private static Framework framework;
    private static Bundle media;

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
                                                + "io.mingle.api.content;version=1.1.0,"
                                                + "io.mingle.api.error;version=0.3.0,"
                                                + "io.mingle.api.media;version=1.2.0,"
                                                + "io.mingle.api.video;version=1.1.0",
                                        FfmpegReader.CACHE,
                                        System.getProperty(FfmpegReader.CACHE)));
        framework.start();
        BundleContext context = framework.getBundleContext();
        for (String jar : System.getProperty("support.bundles").split(File.pathSeparator)) {
            context.installBundle("reference:" + Path.of(jar).toUri());
        }
        Path jar = Path.of(System.getProperty("media.bundle"));
        media = context.installBundle("reference:" + jar.toUri());
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
    void ffmpegIsLoadedByTheFirstFileAndNotBefore() {
        MediaReader reader = reader();
        assertNull(System.getProperty(LOADED));

        assertEquals(22_050, reader.sound(Reference.sound("tone.mp3"), 300).rate());
        assertNotNull(System.getProperty(LOADED));
    }

    @Test
    @Order(2)
    void nothingThatCouldBeRefreshedIsWiredToIt() {
        List<String> providers =
                media.adapt(BundleWiring.class).getRequiredWires(null).stream()
                        .map(wire -> wire.getProvider().getBundle().getSymbolicName())
                        .distinct()
                        .toList();

        assertEquals(List.of(framework.getSymbolicName()), providers);
    }

    @Test
    @Order(3)
    void anUpdateIsRefusedWithAReasonAndTheJvmLives() throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("media.bundle")))) {
            media.update(in);
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(media), event -> refreshed.countDown());
        assertTrue(refreshed.await(60, TimeUnit.SECONDS), "the refresh does not end");

        EngineUnavailableException error =
                assertThrows(
                        EngineUnavailableException.class,
                        () -> reader().sound(Reference.sound("tone.mp3"), 300));
        assertTrue(error.getMessage().contains("Start the JVM again"), error.getMessage());
    }

    private static MediaReader reader() {
        BundleContext context = framework.getBundleContext();
        ServiceReference<MediaReader> found = context.getServiceReference(MediaReader.class);
        assertNotNull(found, "no " + MediaReader.class);
        return context.getService(found);
    }
}
