package io.mingle.host.launch;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The bundles that a jar carries, and the packages that the host shares with them.
 *
 * @param jar the distribution, or the executable jar, which has the same in it
 * @param sharedPackages packages on the host's class path that bundles import from it, in the
 *     syntax of {@code Export-Package}
 * @param bundles the jars in its folders {@code bundles/} and {@code bundles/serve/}, by name
 */
public record Installation(CarryingJar jar, String sharedPackages, List<CarriedBundle> bundles) {

    /** The folder of the bundles inside the jar. */
    static final String FOLDER = "bundles/";

    /** The folder of those that only a host that serves starts. */
    static final String SERVING = FOLDER + "serve/";

    /** Copies the list. */
    public Installation {
        bundles = List.copyOf(bundles);
    }

    /**
     * Finds the bundles on the class path that this class was loaded from.
     *
     * @return those for this machine, if there are several
     * @throws InvalidRequestException if there are none, or a jar that Mingle needs is not as it
     *     was published
     */
    public static Installation onClassPath() {
        CarryingJar jar = Distribution.find(Installation.class.getClassLoader()).jar();
        return of(jar, SharedPackages.onClassPath());
    }

    /**
     * Reads a jar that carries bundles.
     *
     * @param jar where they lie
     * @param sharedPackages what the host shares with them
     * @return what it carries
     */
    static Installation of(CarryingJar jar, String sharedPackages) {
        try (JarFile file = jar.open()) {
            List<CarriedBundle> bundles =
                    file.stream()
                            .filter(entry -> isBundle(entry.getName()))
                            .map(Installation::carried)
                            .sorted(Comparator.comparing(CarriedBundle::fileName))
                            .toList();
            if (bundles.isEmpty()) {
                throw new InvalidRequestException(
                        "The jar '"
                                + jar
                                + "' carries no bundles of Mingle. Use it whole and unchanged.");
            }
            return new Installation(jar, sharedPackages, bundles);
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
