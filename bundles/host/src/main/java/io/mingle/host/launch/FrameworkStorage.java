package io.mingle.host.launch;

import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary folder of a framework. It goes when the framework is closed, or with the JVM if
 * nobody closes it; what a killed JVM has left goes at the next start.
 *
 * <p>A file beside the folder tells the living from the dead: it is locked as long as its JVM
 * lives. It is named after its process, because one that opens and closes a file of its own loses
 * its lock. Processes in two containers may have one number, but hardly since the same moment.
 */
final class FrameworkStorage implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FrameworkStorage.class);

    private static final String NAME = "mingle-framework-";
    private static final String LOCK = ".lock";

    private final Path lock;
    private final FileChannel held;
    private final Thread atExit = new Thread(this::remove, "mingle-framework-storage");

    private FrameworkStorage(Path lock, FileChannel held) {
        this.lock = lock;
        this.held = held;
    }

    /** Makes a folder among the temporary files of the system. */
    static FrameworkStorage create() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return in(temporary, thisProcess());
        } catch (IOException e) {
            throw full(temporary, e);
        }
    }

    /** Says that the folder for temporary files has no room, or cannot be written. */
    static UnwritableOutputException full(Path temporary, Exception cause) {
        return new UnwritableOutputException(
                "Mingle keeps some small files in the folder for temporary files, '%s', while it runs, and it is full or cannot be written (%s). Free some space, or name another folder with MINGLE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER."
                        .formatted(temporary, cause.getMessage()),
                cause);
    }

    /**
     * Makes a folder, and removes those of the dead.
     *
     * @param temporary where
     * @param process the name of this process; those of its own are left alone
     */
    static FrameworkStorage in(Path temporary, String process) throws IOException {
        String own = NAME + process + "-";
        while (true) {
            // Only its owner may look into it.
            Path folder = Files.createTempDirectory(temporary, own);
            Path lock = folder.resolveSibling(folder.getFileName() + LOCK);
            FileChannel held =
                    FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // One that cleans up may have found it before it was locked.
            if (isLocked(held) && Files.exists(lock)) {
                removeLeft(temporary, own, Files.getOwner(lock));
                return new FrameworkStorage(lock, held);
            }
            held.close();
        }
    }

    /**
     * Has the folder go with the JVM, too. Not before the framework has started: taken away beneath
     * a start, it would have the framework complain about a process that is ending.
     */
    void goWithTheJvm() {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            log.debug("The JVM is ending already; the next start will remove {}", folder());
        }
    }

    /** Where a disk knows no locks, nobody gets one, and so nobody removes what is not theirs. */
    private static boolean isLocked(FileChannel held) {
        try {
            return held.tryLock() != null;
        } catch (IOException e) {
            log.debug("There are no locks among the temporary files", e);
            return true;
        }
    }

    private static String thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        long since = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "-" + since;
    }

    private static Path folder(Path lock) {
        String name = lock.getFileName().toString();
        return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /** In a folder that all users share, what is somebody else's is left alone. */
    private static void removeLeft(Path temporary, String own, UserPrincipal owner) {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(temporary, NAME + "*" + LOCK)) {
            for (Path lock : locks) {
                boolean ours = lock.getFileName().toString().startsWith(own);
                if (!ours && owner.equals(Files.getOwner(lock, LinkOption.NOFOLLOW_LINKS))) {
                    removeIfDead(lock);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.debug("What others have left in {} stays", temporary, e);
        }
    }

    private static void removeIfDead(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Folders.delete(folder(lock));
                Files.deleteIfExists(lock);
                log.info("{} of a process that ended before was removed", folder(lock));
            }
        } catch (IOException | OverlappingFileLockException e) {
            log.debug("{} belongs to somebody else", lock, e);
        }
    }

    Path folder() {
        return folder(lock);
    }

    /** Removes the folder; has no effect a second time. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            log.debug("The JVM is ending, and removes {} itself", folder());
        }
        remove();
    }

    private synchronized void remove() {
        if (!held.isOpen()) {
            return;
        }
        try (held) {
            Folders.delete(folder());
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            log.debug("{} could not be removed; the next start will", folder(), e);
        }
    }
}
