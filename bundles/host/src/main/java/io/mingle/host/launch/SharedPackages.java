package io.mingle.host.launch;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.Skill;
import io.mingle.broker.Broker;
import io.mingle.swap.Swapper;
import io.mingle.trust.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.felix.framework.util.manifestparser.ManifestParser;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;

/**
 * The packages that a host and its bundles share: all that is exported by the jars on the host's
 * class path in which the API, the broker, the swapper, trust, logging and the OSGi services lie.
 * So what bundles are told is what is there, whatever versions the program has.
 */
public final class SharedPackages {

    /** One type of each jar; in the executable jar they lie together. */
    private static final List<Class<?>> TYPES =
            List.of(
                    Skill.class,
                    Broker.class,
                    Trust.class,
                    Swapper.class,
                    Logger.class,
                    ConfigurationAdmin.class,
                    ServiceComponentRuntime.class,
                    Promise.class,
                    Function.class);

    /** It shows types of Jackson, of which the host and the bundles have one each. */
    private static final String JSON = "io.mingle.json";

    private SharedPackages() {}

    /**
     * Reads the manifests on the class path.
     *
     * @return the packages in the syntax of {@code Export-Package}
     * @throws InvalidRequestException if one of the jars has lost its manifest
     */
    public static String onClassPath() {
        return TYPES.stream()
                .map(SharedPackages::manifestBeside)
                .distinct()
                .map(SharedPackages::exportedBy)
                .collect(Collectors.joining(","));
    }

    /** Returns the address of the manifest in the jar or folder of a class. */
    private static String manifestBeside(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        String place = type.getClassLoader().getResource(name).toString();
        return place.substring(0, place.length() - name.length()) + JarFile.MANIFEST_NAME;
    }

    /**
     * Returns what a jar exports.
     *
     * @param manifest the address of its manifest
     * @throws InvalidRequestException if there is none, or it says nothing of that
     */
    static String exportedBy(String manifest) {
        try (InputStream in = new URL(manifest).openStream()) {
            String exported = new Manifest(in).getMainAttributes().getValue("Export-Package");
            if (exported != null) {
                return ManifestParser.parseDelimitedString(exported, ",").stream()
                        .filter(clause -> !clause.startsWith(JSON))
                        .collect(Collectors.joining(","));
            }
            throw lost(manifest, "has no Export-Package", null);
        } catch (IOException e) {
            throw lost(manifest, "cannot be read", e);
        }
    }

    private static InvalidRequestException lost(String manifest, String found, Exception cause) {
        return new InvalidRequestException(
                "Mingle asks the jars on the class path what they export, and %s %s. Put them on the class path as they were published, each with its own manifest, or use the executable jar."
                        .formatted(manifest, found),
                cause);
    }
}
