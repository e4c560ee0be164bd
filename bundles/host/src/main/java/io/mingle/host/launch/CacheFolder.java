package io.mingle.host.launch;

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
        Path home = Path.of(property.apply("user.home"));
        String system = property.apply("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            Path local = path(environment.apply("LOCALAPPDATA"));
            Path base = local == null ? home.resolve("AppData").resolve("Local") : local;
            return base.resolve("mingle").resolve("cache");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("mingle");
        }
        // The XDG base directory specification has relative paths ignored.
        Path xdg = path(environment.apply("XDG_CACHE_HOME"));
        Path base = xdg == null || !xdg.isAbsolute() ? home.resolve(".cache") : xdg;
        return base.resolve("mingle");
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
