package io.mingle.onnx.internal;

import io.mingle.api.error.EngineUnavailableException;
import io.mingle.cache.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The native libraries that the build put into this bundle.
 *
 * @param platform what they are for, as ONNX Runtime is published, such as {@code linux-x64};
 *     {@code none} without any
 * @param version of ONNX Runtime
 * @param libraries the names of its files
 */
record CarriedLibraries(String platform, String version, List<String> libraries) {

    private static final String DESCRIPTION = "natives.properties";

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

    /** Returns what ONNX Runtime calls the platform that this JVM runs on. */
    static String thisPlatform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** Translates the values of the properties {@code os.name} and {@code os.arch}. */
    static String platform(String name, String architecture) {
        String lower = name.toLowerCase(Locale.ROOT);
        String system =
                lower.startsWith("mac") ? "osx" : lower.startsWith("windows") ? "win" : lower;
        String processor =
                switch (architecture) {
                    case "amd64", "x86_64" -> "x64";
                    case "arm64" -> "aarch64";
                    default -> architecture;
                };
        return system.replace(' ', '-') + '-' + processor;
    }

    /**
     * Copies the libraries into a folder below the cache unless they are there already.
     *
     * <p>Each appears whole or not at all, so that several processes may do this at once.
     *
     * @throws EngineUnavailableException if that cannot be done
     */
    Path unpacked(Path cache) {
        Path folder = cache.resolve(version + '-' + platform);
        try {
            Files.createDirectories(folder);
            for (String library : libraries) {
                String place = "/ai/onnxruntime/native/" + platform + '/' + library;
                Unpacking.copy(CarriedLibraries.class.getResource(place), folder, library);
            }
            return folder;
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    "ONNX Runtime cannot be unpacked into %s (%s). Make room there and make it writable, or name another folder in the environment variable MINGLE_CACHE (a program that embeds Mingle: in the framework property %s)."
                            .formatted(folder, e, OnnxGraphs.CACHE),
                    e);
        }
    }
}
