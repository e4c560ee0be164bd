package io.mingle.http.internal.access;

import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who may come in, and how often. The file is read again when it has changed; a change that makes
 * no sense lets nobody in until it does.
 */
public final class Keys {

    private static final String SCHEME = "Bearer ";

    /** Open to all: the server listens to this machine alone. */
    public static final Keys NONE = new Keys(null, System::nanoTime);

    private final Path file;
    private final LongSupplier nanos;
    private final Map<String, KeyUse> uses = new HashMap<>();
    private List<ApiKey> keys = List.of();
    private FileTime read;

    Keys(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
    }

    /**
     * Reads keys from a file.
     *
     * @throws io.mingle.api.error.InvalidRequestException if that is not possible
     */
    public static Keys in(Path file) {
        Keys keys = new Keys(file, System::nanoTime);
        keys.reload();
        return keys;
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
        KeyUse use = uses.computeIfAbsent(key.name(), name -> new KeyUse(nanos.getAsLong()));
        if (!use.begin(key, nanos.getAsLong())) {
            throw new ApiException(
                    ApiError.of(
                            429,
                            "rate-limit-exceeded",
                            "The key of '%s' has been used as often as it may be for now. Try again a little later."
                                    .formatted(key.name())));
        }
        return new Caller(key.name(), key.skills(), () -> leave(use));
    }

    private synchronized void leave(KeyUse use) {
        use.end();
    }

    private synchronized void reload() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                keys = KeyFile.read(file);
                read = changed;
            }
        } catch (IOException e) {
            keys = KeyFile.read(file);
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
        byte[] digest = sha256(authorization.substring(SCHEME.length()).strip());
        ApiKey found = null;
        for (ApiKey key : keys) {
            if (MessageDigest.isEqual(key.sha256(), digest)) {
                found = key;
            }
        }
        if (found == null) {
            throw refused("The key is not known here. Check it.");
        }
        return found;
    }

    private static ApiException refused(String message) {
        return new ApiException(ApiError.of(401, "invalid_api_key", message));
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
