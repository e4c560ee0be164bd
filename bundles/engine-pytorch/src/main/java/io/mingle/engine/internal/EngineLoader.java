package io.mingle.engine.internal;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings DJL up on a given libtorch, offline and silent. */
final class EngineLoader {

    private static final Logger log = LoggerFactory.getLogger(EngineLoader.class);

    private EngineLoader() {}

    /**
     * Loads libtorch, its JNI library and the tokenizer's.
     *
     * @param libtorch what to load
     * @param settings with the cache, where DJL may put the small libraries that it unpacks by
     *     itself
     * @throws EngineMissingException when it cannot be loaded
     */
    static Status load(Libtorch libtorch, EngineSettings settings) {
        Path cache = settings.cache();
        describe(libtorch, cache, settings.threads());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL finds its providers and its libraries through the context class loader.
        thread.setContextClassLoader(EngineLoader.class.getClassLoader());
        try {
            Engine engine = Engine.getEngine("PyTorch");
            ai.djl.huggingface.tokenizers.jni.LibUtils.checkStatus();
            share(cache);
            int used = JniUtils.getNumThreads();
            return new Status(
                    engine.getVersion(),
                    libtorch.flavor(),
                    used,
                    new ComputingThreads(),
                    true,
                    String.format(
                            "libtorch %s (%s) from %s, %s threads.",
                            engine.getVersion(), libtorch.flavor(), libtorch.origin(), used));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw new EngineMissingException(
                    "libtorch %s (%s) lies in %s but cannot be loaded: %s. %s"
                            .formatted(
                                    libtorch.version(),
                                    libtorch.flavor(),
                                    libtorch.directory(),
                                    reason(e),
                                    LoadFailure.advice(
                                            reason(e), libtorch, settings.cacheSetting())),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void describe(Libtorch libtorch, Path cache, int threads) {
        System.setProperty("ENGINE_CACHE_DIR", cache.toString());
        System.setProperty("DJL_CACHE_DIR", cache.toString());
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("PYTORCH_LIBRARY_PATH", libtorch.directory().toString());
        System.setProperty("PYTORCH_VERSION", libtorch.version());
        System.setProperty("PYTORCH_FLAVOR", libtorch.flavor());
        if (threads > 0) {
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        }
    }

    /**
     * Lets those read the tokenizer's library who may read the rest of the cache: DJL unpacks it
     * into a folder that is closed to everybody else.
     */
    private static void share(Path cache) {
        try (Stream<Path> folders = Files.list(cache.resolve("tokenizers"))) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(cache);
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(folder, permissions);
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("The tokenizer's library in {} stays as it is", cache, e);
        }
    }

    /** Returns the words of the innermost cause, a path that they begin with twice only once. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String words = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return words.strip().replaceFirst("^(\\S+: )\\1", "$1").replaceFirst("[.]+$", "");
    }
}
