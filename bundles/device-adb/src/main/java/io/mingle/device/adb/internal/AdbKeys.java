package io.mingle.device.adb.internal;

import dadb.AdbKeyPair;
import io.mingle.api.error.SkillUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The key by which devices know this machine. */
final class AdbKeys {

    private AdbKeys() {}

    /**
     * Reads the key, or makes one; one thread at a time, so that nobody reads half of one.
     *
     * @throws SkillUnavailableException if it can be neither read nor made
     */
    static synchronized AdbKeyPair in(Path folder) {
        Path secret = folder.resolve("adbkey");
        Path open = folder.resolve("adbkey.pub");
        try {
            if (!Files.exists(secret)) {
                Files.createDirectories(folder);
                makePrivate(secret);
                AdbKeyPair.generate(secret.toFile(), open.toFile());
            }
            return AdbKeyPair.read(secret.toFile(), open.toFile());
        } catch (IOException | RuntimeException e) {
            throw new SkillUnavailableException(
                    "The key of adb, '%s', can be neither read nor made (%s). Make it with 'adb keygen %s'."
                            .formatted(secret, e.getMessage(), secret),
                    e);
        }
    }

    /** The file is its owner's before there is anything in it. */
    private static void makePrivate(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("somebody else is making it", e);
        }
    }
}
