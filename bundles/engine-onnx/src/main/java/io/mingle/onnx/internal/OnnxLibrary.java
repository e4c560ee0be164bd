package io.mingle.onnx.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.mingle.api.error.EngineUnavailableException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ONNX Runtime in this JVM: loaded at the first use, and once. */
final class OnnxLibrary {

    private static final Logger log = LoggerFactory.getLogger(OnnxLibrary.class);

    /** All class loaders of a JVM share its properties; a library belongs to one of them. */
    private static final String LOADED = "io.mingle.onnx.loaded";

    /** Where ONNX Runtime looks for its libraries before it unpacks some of its own. */
    private static final String FOLDER = "onnxruntime.native.path";

    private static OrtEnvironment environment;
    private static String failure;

    private OnnxLibrary() {}

    /**
     * Loads it unless it is loaded, even if the calling thread is interrupted.
     *
     * @param cache the folder that its libraries are unpacked into
     * @throws EngineUnavailableException if there is none for this machine or it cannot be loaded
     */
    static synchronized OrtEnvironment load(Path cache) {
        if (environment != null) {
            return environment;
        }
        if (failure != null) {
            throw new EngineUnavailableException(failure);
        }
        try {
            CompletableFuture.runAsync(() -> loadNow(cache), OnnxLibrary::start).join();
            return environment;
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineUnavailableException known ? known : e;
        }
    }

    /** Nobody interrupts a new thread; what is loaded by halves cannot be loaded again. */
    private static void start(Runnable loading) {
        Thread thread = new Thread(loading, "mingle-onnx-loading");
        thread.setDaemon(true);
        thread.start();
    }

    private static void loadNow(Path cache) {
        CarriedLibraries carried = CarriedLibraries.read();
        String platform = CarriedLibraries.thisPlatform();
        if (!carried.platform().equals(platform)) {
            throw missing(carried, platform);
        }
        Path folder = carried.unpacked(cache);
        claim(carried);
        long begun = System.nanoTime();
        try {
            environment = started(folder);
        } catch (LinkageError | IllegalStateException | OrtException e) {
            failure =
                    "ONNX Runtime lies in %s but cannot be loaded: %s. See whether the system has the libraries that it needs (on Linux: ldd %s/*), then start again."
                            .formatted(folder, root(e), folder);
            throw new EngineUnavailableException(failure, e);
        }
        log.info(
                "ONNX Runtime {} from {}, loaded in {} ms.",
                environment.getVersion(),
                folder,
                (System.nanoTime() - begun) / 1_000_000);
    }

    /** Others in this JVM may use an ONNX Runtime of their own; the property is theirs again. */
    private static OrtEnvironment started(Path folder) throws OrtException {
        String before = System.setProperty(FOLDER, folder.toString());
        try {
            // What goes wrong is thrown as well; nothing is to be printed.
            OrtEnvironment started =
                    OrtEnvironment.getEnvironment(
                            OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "mingle");
            started.setTelemetry(false);
            return started;
        } finally {
            if (before == null) {
                System.clearProperty(FOLDER);
            } else {
                System.setProperty(FOLDER, before);
            }
        }
    }

    private static void claim(CarriedLibraries carried) {
        Object holder = System.getProperties().putIfAbsent(LOADED, carried.version());
        if (holder != null) {
            throw new EngineUnavailableException(
                    "ONNX Runtime %s is loaded in this JVM already, by a bundle that was replaced or is installed twice, and belongs to it until the JVM ends. Start the JVM again to run graphs with this one."
                            .formatted(holder));
        }
    }

    static EngineUnavailableException missing(CarriedLibraries carried, String platform) {
        return new EngineUnavailableException(
                "Graphs of ONNX cannot be run here: the bundle io.mingle.engine.onnx has ONNX Runtime for %s, and this machine is %s. Build Mingle on this machine (natives are published for linux-x64, linux-aarch64, osx-aarch64 and win-x64). Nothing is downloaded at run time."
                        .formatted(
                                carried.platform().equals("none")
                                        ? "no platform"
                                        : carried.platform(),
                                platform));
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).replaceAll("[.\\s]+$", "");
    }
}
