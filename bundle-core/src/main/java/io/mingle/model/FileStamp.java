package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * What a file was when it was read: pages that are mapped later have to be those of the same bytes.
 *
 * @param file the file
 * @param size in bytes
 * @param modified when it was written last
 * @param key what the file system knows it by ({@code inode}); null where there is no such thing
 */
public record FileStamp(Path file, long size, FileTime modified, Object key) {

    /**
     * Looks at a file.
     *
     * @throws IOException if it is missing or cannot be looked at
     */
    public static FileStamp of(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(file, now.size(), now.lastModifiedTime(), now.fileKey());
    }

    /**
     * Checks that nobody has written over the file in place, which would change mapped pages, or
     * take them away and so end the JVM. A file that was deleted or replaced by renaming is another
     * one: what is mapped of the old one stays.
     *
     * @throws BrokenModelException if somebody has
     */
    public void requireNotOverwritten() {
        FileStamp now;
        try {
            now = of(file);
        } catch (IOException e) {
            return;
        }
        if (Objects.equals(key, now.key) && !equals(now)) {
            throw changed("was written over while it was in use", now);
        }
    }

    /**
     * Checks that the file is the one that was looked at, unchanged.
     *
     * @throws BrokenModelException if it is not, or not there any more
     */
    public void requireSame() {
        FileStamp now;
        try {
            now = of(file);
        } catch (IOException e) {
            throw new BrokenModelException(
                    "%s was there when the model was opened and is gone now (%s). Put it back, and start again or set the model folder anew."
                            .formatted(file, e),
                    e);
        }
        if (!equals(now)) {
            throw changed("has changed since the model was opened", now);
        }
    }

    private BrokenModelException changed(String how, FileStamp now) {
        return new BrokenModelException(
                "%s %s: it had %s bytes of %s and has %s of %s. Start again, or set the model folder anew; replace a model's files by writing beside them and renaming."
                        .formatted(file, how, size, modified, now.size, now.modified));
    }
}
