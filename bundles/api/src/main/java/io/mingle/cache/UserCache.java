package io.mingle.cache;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The folder where what Mingle has unpacked is kept for a user, from one start to the next. */
public final class UserCache {

    /** The environment variable that names the folder, whatever the system's custom is. */
    public static final String VARIABLE = "MINGLE_CACHE";

    private UserCache() {}

    /**
     * Returns the folder of the user who runs this program.
     *
     * @return an absolute path, which may not exist yet; empty if this user has no home folder and
     *     no variable names one
     */
    public static Optional<Path> ofThisUser() {
        return of(System::getenv, System::getProperty);
    }

    /**
     * Returns the folder by the custom of an operating system: {@code $XDG_CACHE_HOME} or {@code
     * ~/.cache} on Linux and the like, {@code ~/Library/Caches} on macOS, {@code %LOCALAPPDATA%} on
     * Windows.
     *
     * <p>Java says {@code ?} where the system knows no home. A folder among the temporary files is
     * no way out: natives are loaded from the cache, and another user could put theirs there
     * before.
     *
     * @param environment reads an environment variable, null where it is not set
     * @param property reads a system property
     * @return as {@link #ofThisUser}
     */
    public static Optional<Path> of(
            UnaryOperator<String> environment, UnaryOperator<String> property) {
        Optional<Path> named = path(environment.apply(VARIABLE));
        if (named.isPresent()) {
            return named.map(it -> it.toAbsolutePath().normalize());
        }
        Optional<Path> home = absolute(property.apply("user.home"));
        String system = property.apply("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return absolute(environment.apply("LOCALAPPDATA"))
                    .or(() -> home.map(it -> it.resolve("AppData").resolve("Local")))
                    .map(it -> it.resolve("mingle").resolve("cache"));
        }
        if (system.startsWith("mac")) {
            return home.map(it -> it.resolve("Library").resolve("Caches").resolve("mingle"));
        }
        // The XDG base directory specification has relative paths ignored.
        return absolute(environment.apply("XDG_CACHE_HOME"))
                .or(() -> home.map(it -> it.resolve(".cache")))
                .map(it -> it.resolve("mingle"));
    }

    private static Optional<Path> absolute(String value) {
        return path(value).filter(Path::isAbsolute);
    }

    private static Optional<Path> path(String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(value));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
