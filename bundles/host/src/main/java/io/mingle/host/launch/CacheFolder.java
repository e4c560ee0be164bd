package io.mingle.host.launch;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Finds the folder where Mingle keeps what it has unpacked. */
public final class CacheFolder {

    /** The environment variable that names the folder, whatever the system's custom is. */
    public static final String VARIABLE = "MINGLE_CACHE";

    private CacheFolder() {}

    /**
     * Returns the folder of the user who runs this program.
     *
     * @return an absolute path; the folder may not exist yet
     * @throws InvalidRequestException if this user has no home folder, and no variable names one
     */
    public static Path ofThisUser() {
        return of(System::getenv, System::getProperty);
    }

    /**
     * Returns the folder by the custom of an operating system: {@code $XDG_CACHE_HOME} or {@code
     * ~/.cache} on Linux and the like, {@code ~/Library/Caches} on macOS, {@code %LOCALAPPDATA%} on
     * Windows.
     *
     * @param environment reads an environment variable, null where it is not set
     * @param property reads a system property
     */
    static Path of(UnaryOperator<String> environment, UnaryOperator<String> property) {
        Path named = path(environment.apply(VARIABLE));
        if (named != null) {
            return named.toAbsolutePath().normalize();
        }
        String system = property.apply("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            Path local = absolute(environment.apply("LOCALAPPDATA"));
            Path base = local == null ? home(property).resolve("AppData").resolve("Local") : local;
            return base.resolve("mingle").resolve("cache");
        }
        if (system.startsWith("mac")) {
            return home(property).resolve("Library").resolve("Caches").resolve("mingle");
        }
        // The XDG base directory specification has relative paths ignored.
        Path xdg = absolute(environment.apply("XDG_CACHE_HOME"));
        Path base = xdg == null ? home(property).resolve(".cache") : xdg;
        return base.resolve("mingle");
    }

    /**
     * Java says {@code ?} where the system knows no home. A folder among the temporary files is no
     * way out: natives are loaded from the cache, and another user could put theirs there before.
     */
    private static Path home(UnaryOperator<String> property) {
        String given = property.apply("user.home");
        Path home = absolute(given);
        if (home == null) {
            throw new InvalidRequestException(
                    "What Mingle unpacks is kept in the home folder of its user, and this user has none (Java says '%s'). Name a folder that nobody else can write to with the environment variable %s."
                            .formatted(given, VARIABLE));
        }
        return home;
    }

    private static Path absolute(String value) {
        Path path = path(value);
        return path == null || !path.isAbsolute() ? null : path;
    }

    private static Path path(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
