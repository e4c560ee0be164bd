package io.mingle.engine.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks the libraries of an archive into a folder, once per machine.
 *
 * <p>The folder appears complete or not at all: the files are written beside it and moved in one
 * step, under a lock that all processes share. A folder that was damaged since is replaced.
 */
final class Unpacker {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String UNFINISHED = "unpacking-";
    private static final String LIBRARIES = "pytorch/";
    private static final int BUFFER = 1 << 16;

    /**
     * What comes onto the same disk beside the largest file, in bytes: the other libraries, those
     * of DJL and of FFmpeg, and the embedded model have some 90 MB.
     */
    private static final long BESIDE = 100_000_000;

    private final Path cache;
    private final String cacheSetting;
    private final UnpackListener listener;

    /**
     * Creates an unpacker.
     *
     * @param cache the folder that holds the unpacked folders; created when needed
     * @param cacheSetting how a person names another one
     */
    Unpacker(Path cache, String cacheSetting, UnpackListener listener) {
        this.cache = cache;
        this.cacheSetting = cacheSetting;
        this.listener = listener;
    }

    /**
     * Returns the folder {@code name} in the cache, unpacked from {@code archive} if it is not
     * there yet.
     *
     * @param what a name for a person
     * @param archive a zip file; its files below {@code pytorch/} are taken, without their folders
     * @throws EngineMissingException when it cannot be unpacked
     */
    Path unpack(String what, URL archive, String name) {
        Path target = cache.resolve(name);
        if (Contents.complete(target)) {
            return target;
        }
        try {
            Files.createDirectories(cache);
            try (CacheLock lock =
                    CacheLock.acquire(lockFile(), LIMIT, () -> listener.waiting(lockFile()))) {
                if (!Contents.complete(target)) {
                    unpackLocked(what, archive, target);
                }
            }
            return target;
        } catch (AccessDeniedException e) {
            throw new EngineMissingException(
                    String.format(
                            "Cannot write to %s, where %s is to be unpacked. Make it writable, or"
                                    + " name another folder in %s.",
                            e.getFile(), what, cacheSetting),
                    e);
        } catch (IOException e) {
            throw new EngineMissingException(
                    String.format(
                            "Cannot unpack %s into %s: %s. Free the space or repair the folder, or"
                                    + " name another one in %s.",
                            what, target, e.getMessage(), cacheSetting),
                    e);
        }
    }

    private Path lockFile() {
        return cache.resolve("lock");
    }

    private void unpackLocked(String what, URL archive, Path target) throws IOException {
        removeUnfinished();
        long begun = System.nanoTime();
        listener.started(what, target);
        Path unfinished = Files.createDirectory(cache.resolve(UNFINISHED + "new"));
        try {
            extract(archive, unfinished);
            long bytes = Contents.record(unfinished);
            if (Files.exists(target)) {
                Files.move(target, cache.resolve(UNFINISHED + "replaced"));
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            listener.finished(bytes, Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            removeUnfinished();
        }
    }

    private void extract(URL archive, Path folder) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        long total = connection.getContentLengthLong();
        try (CountingInput counted =
                        new CountingInput(
                                connection.getInputStream(),
                                read -> listener.advanced(read, total));
                ZipInputStream zip = new ZipInputStream(new BufferedInputStream(counted, BUFFER))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && entry.getName().startsWith(LIBRARIES)) {
                    extract(zip, entry, folder);
                }
            }
        }
    }

    private static void extract(InputStream in, ZipEntry entry, Path folder) throws IOException {
        // A FileStore needs an entry in the table of mounts, which a changed root does not have.
        // Zero may be a disk that nothing is known of; if it is a full one, the copy says so.
        checkRoom(folder.toFile().getUsableSpace(), entry.getSize());
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        Files.copy(in, folder.resolve(name));
    }

    /**
     * Refuses to begin what would fill the disk.
     *
     * @param room free bytes; 0 if not known
     * @param size of a file; negative if not known
     */
    static void checkRoom(long room, long size) throws IOException {
        // The small files have their place in what was checked for the large one.
        if (room > 0 && size > BESIDE && size + BESIDE > room) {
            throw new IOException(
                    String.format(
                            "the disk has %s MB left and %s MB are needed",
                            room / 1_000_000, (size + BESIDE) / 1_000_000));
        }
    }

    /** Removes what an unpacking that was killed has left. Only called while the lock is held. */
    private void removeUnfinished() throws IOException {
        List<Path> left;
        try (Stream<Path> folders = Files.list(cache)) {
            left = folders.filter(f -> f.getFileName().toString().startsWith(UNFINISHED)).toList();
        }
        for (Path folder : left) {
            Folders.delete(folder);
        }
    }
}
