package io.mingle.host.batch;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a part in the folder of all parts.
 *
 * <p>It is named by the part and not by the attempt, so that whoever answers a part finds what an
 * earlier attempt has done, and has {@code .open} behind its name until it is complete.
 *
 * @param folder of all parts
 * @param shard which one
 */
record PartFolder(Path folder, Shard shard) {

    private static final Pattern PART = Pattern.compile("part-\\d+-of-(\\d+)\\.jsonl(\\.open)?");

    /**
     * Makes the folder if need be, and looks whether it is one of these parts.
     *
     * @throws InvalidRequestException if it is a file, or has the parts of another split
     * @throws UnwritableOutputException if it cannot be made
     */
    static PartFolder open(Path folder, Shard shard) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidRequestException(
                    "The output '%s' is a file, and the parts of a batch go into a folder. Name one, which may be new."
                            .formatted(folder));
        }
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "part-*")) {
                files.forEach(it -> check(folder, shard, it.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The output folder '%s' cannot be made or looked into (%s). Name another."
                            .formatted(folder, e),
                    e);
        }
        return new PartFolder(folder, shard);
    }

    private static void check(Path folder, Shard shard, String name) {
        Matcher part = PART.matcher(name);
        if (part.matches() && Long.parseLong(part.group(1)) != shard.count()) {
            throw new InvalidRequestException(
                    "The output folder '%s' has '%s', and this is part %s of %s. Name another folder, or remove the parts of the other split."
                            .formatted(folder, name, shard.index(), shard.count()));
        }
    }

    /** Returns the file when it is complete. */
    Path complete() {
        return folder.resolve(shard.fileName());
    }

    /** Returns the file while it is written. */
    Path open() {
        return folder.resolve(shard.fileName() + ".open");
    }

    /** Gives the file its name. What is there under it then is on the disk, and whole. */
    void commit() throws IOException {
        if (!Files.exists(open())) {
            return; // An earlier attempt has done it.
        }
        try (FileChannel written = FileChannel.open(open(), StandardOpenOption.WRITE)) {
            written.force(true);
        }
        try {
            Files.move(open(), complete(), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(open(), complete(), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
