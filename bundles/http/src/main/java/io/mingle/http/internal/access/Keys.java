package io.mingle.http.internal.access;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.trust.ApiKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may come in, and how often. The file is read again when it has changed; one that makes no
 * sense lets nobody in until it does, and only the log says why.
 */
public final class Keys {

    /** Open to all: the server listens to this machine alone. */
    public static final Keys NONE = new Keys(null, false);

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.http");
    private static final String SCHEME = "Bearer ";

    /** Stands for the time of a file that is not there. */
    private static final FileTime NEVER = FileTime.fromMillis(Long.MIN_VALUE);

    private final Path file;
    private final boolean admins;
    private final Map<String, KeyUse> uses = new HashMap<>();
    private List<ApiKey> keys;
    private FileTime read;

    private Keys(Path file, boolean admins) {
        this.file = file;
        this.admins = admins;
    }

    /** Reads the keys of clients from a file, when the first caller comes. */
    public static Keys ofClients(Path file) {
        return new Keys(file, false);
    }

    /** Reads the keys of those who replace skills from a file, when the first caller comes. */
    public static Keys ofAdmins(Path file) {
        return new Keys(file, true);
    }

    /**
     * Lets a caller in.
     *
     * @param authorization the header, or null
     * @return to be closed when the request has been answered
     * @throws ApiException if the key is missing, unknown, or used up for now
     */
    public synchronized Caller enter(String authorization) {
        if (file == null) {
            return Caller.ANYBODY;
        }
        reload();
        ApiKey key = known(authorization);
        long now = System.nanoTime();
        KeyUse use = uses.computeIfAbsent(key.name(), name -> new KeyUse(now));
        long seconds = use.begin(key, now);
        if (seconds > 0) {
            throw new ApiException(
                    ApiError.of(
                                    429,
                                    "rate-limit-exceeded",
                                    "The key of '%s' has been used as often as it may be for now. Try again in %s seconds."
                                            .formatted(key.name(), seconds))
                            .after(seconds));
        }
        return new Caller(key.name(), key.skills(), () -> leave(use));
    }

    /**
     * Lets a caller look on, which is not counted.
     *
     * @param authorization the header, or null
     * @throws ApiException if the key is missing or unknown
     */
    public synchronized Caller look(String authorization) {
        if (file == null) {
            return Caller.ANYBODY;
        }
        reload();
        ApiKey key = known(authorization);
        return new Caller(key.name(), key.skills(), () -> {});
    }

    private synchronized void leave(KeyUse use) {
        use.end();
    }

    private void reload() {
        FileTime changed = changed();
        if (!changed.equals(read)) {
            read = changed;
            try {
                // Opening a pipe would hold up all callers until somebody writes into it.
                if (!Files.isRegularFile(file)) {
                    throw new NoSuchFileException(file.toString(), null, "no regular file");
                }
                keys = ApiKey.parse(Files.readAllLines(file), "the file of keys '" + file + "'");
            } catch (IOException | InvalidRequestException e) {
                keys = null;
                LOG.error("Nobody is let in until the file of keys is right: {}", e.toString());
            }
        }
        if (keys == null) {
            throw new ApiException(
                    ApiError.of(
                            503,
                            "keys-unreadable",
                            "The server's keys cannot be read, so that nobody is let in. Its"
                                    + " operator finds the reason in the log."));
        }
    }

    private FileTime changed() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return NEVER;
        }
    }

    /** Compares with all keys, for as long whichever it is. */
    private ApiKey known(String authorization) {
        boolean bearer =
                authorization != null
                        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!bearer) {
            throw refused("No key was sent. Send one as 'Authorization: Bearer KEY'.");
        }
        byte[] digest = ascii(ApiKey.digestOf(authorization.substring(SCHEME.length()).strip()));
        ApiKey found = null;
        for (ApiKey key : keys) {
            if (MessageDigest.isEqual(ascii(key.digest()), digest)) {
                found = key;
            }
        }
        if (found == null) {
            throw refused("The key is not known here. Check it.");
        }
        if (found.admin() != admins) {
            throw refused(
                    found.admin()
                            ? "This is an admin key. It is good for the admin server alone."
                            : "This is no admin key. Make one with 'mingle key NAME --admin'.");
        }
        return found;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ApiException refused(String message) {
        return new ApiException(ApiError.of(401, "invalid_api_key", message));
    }
}
