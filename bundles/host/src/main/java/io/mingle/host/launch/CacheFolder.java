package io.mingle.host.launch;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.cache.UserCache;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Finds the folder where Mingle keeps what it has unpacked. */
public final class CacheFolder {

    /** The environment variable that names the folder, whatever the system's custom is. */
    public static final String VARIABLE = UserCache.VARIABLE;

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

    /** Returns the folder by the custom of an operating system. */
    static Path of(UnaryOperator<String> environment, UnaryOperator<String> property) {
        return UserCache.of(environment, property)
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "What Mingle unpacks is kept in the home folder of its user, and this user has none (Java says '%s'). Name a folder that nobody else can write to with the environment variable %s."
                                                .formatted(property.apply("user.home"), VARIABLE)));
    }
}
