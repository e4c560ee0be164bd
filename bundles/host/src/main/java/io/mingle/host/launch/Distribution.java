package io.mingle.host.launch;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;

/**
 * A jar on the class path that carries the bundles of Mingle.
 *
 * @param jar a file, or a jar inside another one
 * @param platform what its natives are for, such as {@code linux-x86_64}; {@code none} without any
 */
record Distribution(CarryingJar jar, String platform) {

    /** What each of them has, and nothing else: a text file with the platform. */
    static final String MARK = "META-INF/mingle.platform";

    private static final String WITHOUT_NATIVES = "none";

    /**
     * Finds the one for this machine, else one without natives, else one for another machine: most
     * of its bundles run everywhere, and the engine in it says what it lacks.
     *
     * @param loader of the class path
     * @throws InvalidRequestException if there is none
     */
    static Distribution find(ClassLoader loader) {
        String here = MachinePlatform.here();
        try {
            List<Distribution> found = new ArrayList<>();
            for (URL mark : Collections.list(loader.getResources(MARK))) {
                found.add(at(mark));
            }
            return found.stream()
                    .min(Comparator.comparingInt(it -> it.distance(here)))
                    .orElseThrow(() -> missing(here));
        } catch (IOException e) {
            throw new InternalException(
                    "The jars on the class path cannot be read (" + e + "). Copy them again.", e);
        }
    }

    private int distance(String here) {
        if (platform.equals(here)) {
            return 0;
        }
        return platform.equals(WITHOUT_NATIVES) ? 1 : 2;
    }

    private static Distribution at(URL mark) throws IOException {
        String address = mark.toString();
        if (!address.startsWith("jar:") || !address.endsWith("!/" + MARK)) {
            throw noJar(mark, "that is no jar", null);
        }
        URL root = new URL(address.substring(0, address.length() - MARK.length()));
        CarryingJar carrying = new CarryingJar(root);
        try (JarFile jar = carrying.open();
                InputStream in = jar.getInputStream(jar.getEntry(MARK))) {
            String platform = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Distribution(carrying, platform);
        } catch (IOException e) {
            throw noJar(mark, e.getMessage(), e);
        }
    }

    private static InvalidRequestException noJar(URL mark, String found, Exception cause) {
        return new InvalidRequestException(
                "Mingle's bundles were found at %s, which cannot be opened as a jar (%s). Put the jar of io.mingle.distribution on the class path as a file; where it is packed into another jar, have it unpacked at the start, with Spring Boot by naming it in requiresUnpack."
                        .formatted(mark, found),
                cause);
    }

    private static InvalidRequestException missing(String here) {
        return new InvalidRequestException(
                "There are no bundles of Mingle on the class path. Put io.mingle:io.mingle.distribution with the classifier %s there, or the executable jar, bundles/host/target/mingle.jar."
                        .formatted(here));
    }
}
