package io.mingle.media.internal;

import io.mingle.api.error.EngineUnavailableException;
import io.mingle.cache.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The native libraries that the build put into this bundle.
 *
 * @param platform what they are for, such as {@code linux-x86_64}; {@code none} without any
 * @param version of FFmpeg and its Java side
 * @param libraries the names of FFmpeg's files
 */
record CarriedLibraries(String platform, String version, List<String> libraries) {

    /**
     * Beside this class: the engine has one of that name, too, and may be on the same class path.
     */
    private static final String DESCRIPTION = "natives.properties";

    /** The library of JavaCPP itself. */
    private static final String JAVA_SIDE = System.mapLibraryName("jnijavacpp");

    /** Reads the description that the build left in the bundle. */
    static CarriedLibraries read() {
        Properties properties = new Properties();
        try (InputStream in = CarriedLibraries.class.getResourceAsStream(DESCRIPTION)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + DESCRIPTION + " in this bundle.", e);
        }
        return new CarriedLibraries(
                properties.getProperty("platform"),
                properties.getProperty("version"),
                List.of(properties.getProperty("libraries").split(",")));
    }

    /**
     * Copies the libraries into a folder below the cache unless they are there already.
     *
     * <p>Each appears whole or not at all, so that several processes may do this at once. What is
     * there is taken as it is: FFmpeg's licence lets people put a library of their own there.
     *
     * @throws EngineUnavailableException if that cannot be done
     */
    Path unpacked(Path cache) {
        Path folder = cache.resolve(version + '-' + platform);
        try {
            Files.createDirectories(folder);
            unpack("/org/bytedeco/javacpp/", JAVA_SIDE, folder);
            for (String library : libraries) {
                unpack("/org/bytedeco/ffmpeg/", library, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    "FFmpeg cannot be unpacked into %s (%s). Make room there and make it writable, or name another folder in the environment variable MINGLE_CACHE (a program that embeds Mingle: in the framework property %s)."
                            .formatted(folder, e, FfmpegReader.CACHE),
                    e);
        }
    }

    private void unpack(String place, String library, Path folder) throws IOException {
        URL carried = CarriedLibraries.class.getResource(place + platform + '/' + library);
        Unpacking.copy(carried, folder, library);
    }
}
