package io.mingle.host.launch;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * What the host's own jar carries: the bundles, and the packages that it shares with them.
 *
 * @param jar the executable jar
 * @param version its version, as its manifest tells it
 * @param sharedPackages packages on the host's class path that bundles import from it, in the
 *     syntax of {@code Export-Package}
 * @param bundles the jars in its folders {@code bundles/} and {@code bundles/serve/}, by name
 */
public record Installation(
        Path jar, String version, String sharedPackages, List<CarriedBundle> bundles) {

    /** The folder of the bundles inside the jar. */
    static final String FOLDER = "bundles/";

    /** The folder of those that only a host that serves starts. */
    static final String SERVING = FOLDER + "serve/";

    /** Copies the list. */
    public Installation {
        bundles = List.copyOf(bundles);
    }

    /**
     * Reads the jar that this class was loaded from.
     *
     * @return what it carries
     * @throws InvalidRequestException if this class was not loaded from an executable jar of Mingle
     */
    public static Installation ofThisJar() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        try {
            Path place = source == null ? null : Path.of(source.getLocation().toURI());
            if (place != null && Files.isRegularFile(place)) {
                return of(place);
            }
            throw new InvalidRequestException(
                    "Mingle was started from "
                            + place
                            + ", which is not its executable jar and carries no bundles. Put"
                            + " bundles/host/target/mingle.jar on the class path.");
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "Mingle was started from "
                            + source.getLocation()
                            + ", which is not a file. Put its executable jar on the class path.",
                    e);
        }
    }

    /**
     * Reads an executable jar.
     *
     * @param jar the file
     * @return what it carries
     * @throws InvalidRequestException if it carries no bundles
     */
    public static Installation of(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            List<CarriedBundle> bundles =
                    file.stream()
                            .filter(entry -> isBundle(entry.getName()))
                            .map(Installation::carried)
                            .sorted(Comparator.comparing(CarriedBundle::fileName))
                            .toList();
            Attributes manifest =
                    file.getManifest() == null
                            ? new Attributes()
                            : file.getManifest().getMainAttributes();
            String shared = manifest.getValue("Export-Package");
            if (bundles.isEmpty() || shared == null) {
                throw new InvalidRequestException(
                        "The jar '"
                                + jar
                                + "' carries no bundles of Mingle. Use the executable jar of the"
                                + " host, mingle.jar, whole and unchanged.");
            }
            String version = manifest.getValue("Bundle-Version");
            return new Installation(jar, version == null ? "unknown" : version, shared, bundles);
        } catch (IOException e) {
            throw new InternalException(
                    "The jar '"
                            + jar
                            + "' cannot be read ("
                            + e.getMessage()
                            + "). Build it anew with ./mvnw package, or copy it again.",
                    e);
        }
    }

    private static boolean isBundle(String name) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        return name.endsWith(".jar") && (folder.equals(FOLDER) || folder.equals(SERVING));
    }

    private static CarriedBundle carried(ZipEntry entry) {
        return new CarriedBundle(entry.getName(), entry.getCrc(), entry.getSize());
    }
}
