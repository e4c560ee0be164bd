package io.mingle.engine.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Keeps all other processes, and all other threads of this one, out of a folder while it is held.
 */
final class CacheLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private CacheLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param file the file that stands for the folder; it is created and stays
     * @param limit how long to wait
     * @param whenWaiting called once if the lock is not free at once
     * @throws EngineMissingException when the limit has passed or the thread was interrupted
     */
    static CacheLock acquire(Path file, Duration limit, Runnable whenWaiting) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long end = System.nanoTime() + limit.toNanos();
            boolean told = false;
            while (!tried(channel)) {
                if (!told) {
                    whenWaiting.run();
                    told = true;
                }
                if (System.nanoTime() > end) {
                    throw new EngineMissingException(
                            String.format(
                                    "Waited %s s for the lock %s, which another process holds. End"
                                            + " that process, then start again.",
                                    limit.toSeconds(), file));
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return new CacheLock(channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new EngineMissingException(
                    "Interrupted while waiting for the lock " + file + ". Start again.", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean tried(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this JVM has it
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
