package io.mingle.itests.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.itests.skill.AskingActivator;
import io.mingle.itests.skill.SkillBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** A bare framework with just what docs/embedding.md lists. */
@Timeout(300)
abstract class DocumentedFramework {

    private static final String CACHE = "mingle.engine.cache";

    @TempDir Path folder;
    private Framework framework;

    abstract FrameworkFactory factory() throws Exception;

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(60_000);
    }

    @Test
    void whatTheTableListsIsEnoughToAsk() throws Exception {
        Path storage = folder.resolve("storage");
        framework =
                factory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        storage.toString(),
                                        // Felix would look on the class path of this test, too.
                                        "felix.bootdelegation.implicit",
                                        "false",
                                        "mingle.engine.threads",
                                        "1",
                                        CACHE,
                                        System.getProperty(CACHE)));
        framework.start();
        BundleContext context = framework.getBundleContext();
        List<DocumentedBundles.Entry> entries = DocumentedBundles.read();
        int highest = install(context, entries);
        reach(highest);

        for (Bundle bundle : context.getBundles()) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.toString());
            }
        }
        context.installBundle("memory:asking", SkillBundle.askingOnce()).start();
        String answer = System.getProperty(AskingActivator.ANSWER);
        assertTrue(answer.startsWith("answer: "), answer);
        assertEquals("org.slf4j.simple.SimpleLoggerFactory", loggerFactory(context));
        assertEquals(List.of(), natives(storage), "natives in the framework's folder");
    }

    private static int install(BundleContext context, List<DocumentedBundles.Entry> entries)
            throws Exception {
        Path bundles = Path.of(System.getProperty("bundles.directory"));
        List<Bundle> installed = new ArrayList<>();
        int highest = 0;
        for (DocumentedBundles.Entry entry : entries) {
            Bundle bundle = context.installBundle(bundles.resolve(entry.file()).toUri().toString());
            bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
            installed.add(bundle);
            highest = Math.max(highest, entry.startLevel());
        }
        for (Bundle bundle : installed) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        assertTrue(highest > 0, "the table lists bundles");
        return highest;
    }

    private void reach(int level) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        framework
                .adapt(FrameworkStartLevel.class)
                .setStartLevel(level, event -> reached.countDown());
        assertTrue(reached.await(2, TimeUnit.MINUTES), "start level " + level);
    }

    /** The one that bundles log to, which is not that of this test. */
    private static String loggerFactory(BundleContext context) throws Exception {
        Bundle slf4j =
                Arrays.stream(context.getBundles())
                        .filter(it -> "slf4j.api".equals(it.getSymbolicName()))
                        .findFirst()
                        .orElse(null);
        assertNotNull(slf4j, "slf4j.api");
        return slf4j.loadClass("org.slf4j.LoggerFactory")
                .getMethod("getILoggerFactory")
                .invoke(null)
                .getClass()
                .getName();
    }

    private static List<Path> natives(Path storage) throws Exception {
        try (Stream<Path> files = Files.walk(storage)) {
            return files.filter(it -> it.getFileName().toString().endsWith(".so")).toList();
        }
    }
}
