package io.mingle.itests.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.itests.skill.AskingActivator;
import io.mingle.itests.skill.SkillBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<Path, Integer> levels = levels();
        framework =
                OwnFramework.start(
                        factory(),
                        Map.of(
                                Constants.FRAMEWORK_STORAGE,
                                storage.toString(),
                                Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                                Collections.max(levels.values()).toString(),
                                // Felix would look on the class path of this test, too.
                                "felix.bootdelegation.implicit",
                                "false",
                                "mingle.engine.threads",
                                "1",
                                CACHE,
                                System.getProperty(CACHE)),
                        levels);
        BundleContext context = framework.getBundleContext();

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

    /** Returns what the table lists, in its order. */
    private static Map<Path, Integer> levels() throws Exception {
        Path bundles = Path.of(System.getProperty("bundles.directory"));
        Map<Path, Integer> levels = new LinkedHashMap<>();
        for (DocumentedBundles.Entry entry : DocumentedBundles.read()) {
            levels.put(bundles.resolve(entry.file()), entry.startLevel());
        }
        assertTrue(!levels.isEmpty(), "the table lists bundles");
        return levels;
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
