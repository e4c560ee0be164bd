package io.mingle.media.internal;

import io.mingle.api.error.EngineUnavailableException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** FFmpeg in this JVM: loaded at the first use, and once. */
final class Ffmpeg {

    private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);

    /** All class loaders of a JVM share its properties; a library belongs to one of them. */
    private static final String LOADED = "io.mingle.media.loaded";

    /** The largest piece of memory that FFmpeg may ask for; files can lie about what they need. */
    private static final long MAX_PIECE = 512L << 20;

    /**
     * JavaCPP takes the libraries from the folder it is told of and copies none; it does not judge
     * how much memory the process may have, which is mostly the model's.
     */
    private static final Map<String, String> JAVACPP =
            Map.of(
                    "org.bytedeco.javacpp.pathsFirst", "true",
                    "org.bytedeco.javacpp.cacheLibraries", "false",
                    "org.bytedeco.javacpp.maxBytes", "0",
                    "org.bytedeco.javacpp.maxPhysicalBytes", "0");

    private static boolean loaded;
    private static String failure;

    private Ffmpeg() {}

    /**
     * Loads FFmpeg unless it is loaded, even if the calling thread is interrupted.
     *
     * @param cache the folder that its libraries are unpacked into
     * @param without what can be done where there is none
     * @throws EngineUnavailableException if there is none for this machine or it cannot be loaded
     */
    static synchronized void load(Path cache, String without) {
        if (loaded) {
            return;
        }
        if (failure != null) {
            throw new EngineUnavailableException(failure);
        }
        try {
            CompletableFuture.runAsync(() -> loadNow(cache, without), Ffmpeg::start).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineUnavailableException known ? known : e;
        }
    }

    /** Nobody interrupts a new thread; what is loaded by halves cannot be loaded again. */
    private static void start(Runnable loading) {
        Thread thread = new Thread(loading, "mingle-ffmpeg-loading");
        thread.setDaemon(true);
        thread.start();
    }

    private static void loadNow(Path cache, String without) {
        CarriedLibraries carried = CarriedLibraries.read();
        String platform = Loader.Detector.getPlatform();
        if (!carried.platform().equals(platform)) {
            throw missing(carried, platform, without);
        }
        Path folder = carried.unpacked(cache);
        claim(carried);
        long begun = System.nanoTime();
        try {
            link(folder);
        } catch (LinkageError e) {
            failure =
                    "FFmpeg lies in %s but cannot be loaded: %s. See whether the system has the libraries that it needs (on Linux: ldd %s/libavutil*), then start again."
                            .formatted(folder, root(e), folder);
            throw new EngineUnavailableException(failure, e);
        }
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        avutil.av_max_alloc(MAX_PIECE);
        loaded = true;
        log.info(
                "FFmpeg {} from {}, loaded in {} ms.",
                avutil.av_version_info().getString(),
                folder,
                (System.nanoTime() - begun) / 1_000_000);
    }

    /** Its own properties are JavaCPP's alone; others in this JVM may use another JavaCPP. */
    private static void link(Path folder) {
        Map<String, String> before = new HashMap<>();
        JAVACPP.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        try {
            Loader.loadProperties().setProperty("platform.linkpath", folder.toString());
            Loader.load(avformat.class);
            Loader.load(swscale.class);
        } finally {
            before.forEach(
                    (name, value) -> {
                        if (value == null) {
                            System.clearProperty(name);
                        } else {
                            System.setProperty(name, value);
                        }
                    });
        }
    }

    private static void claim(CarriedLibraries carried) {
        Object holder = System.getProperties().putIfAbsent(LOADED, carried.version());
        if (holder != null) {
            throw new EngineUnavailableException(
                    "FFmpeg %s is loaded in this JVM already, by a bundle that was replaced or is installed twice, and belongs to it until the JVM ends. Start the JVM again to decode with this one."
                            .formatted(holder));
        }
    }

    static EngineUnavailableException missing(
            CarriedLibraries carried, String platform, String without) {
        return new EngineUnavailableException(
                "%s: the bundle io.mingle.media.ffmpeg has FFmpeg for %s, and this machine is %s. Build Mingle on this machine (natives are published for linux-x86_64, linux-arm64, macosx-arm64 and windows-x86_64). Nothing is downloaded at run time."
                        .formatted(
                                without,
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
