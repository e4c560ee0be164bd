package io.mingle.host.batch;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The lines that were being answered when the process died, so that one that kills it is not asked
 * for ever.
 *
 * <p>A file has the number of each line that has begun, and with a minus that of each that has
 * ended. One that has begun and not ended has seen its process die. The file is made with the first
 * line and deleted at the end; it stays if the process dies, or if a line has not been asked again
 * yet that was there when it did. May be used by several threads; an interrupt of one of them does
 * not close the file, as it would a channel.
 */
final class Attempts implements AutoCloseable {

    /** How many processes may die of a line before it is set aside. */
    static final int MOST = 2;

    /** How long the file may become while lines are always under way, in bytes. */
    private static final int LONG = 1 << 20;

    /** Whether a second attempt is refused, instead of remembering nothing. */
    private final boolean alone;

    private final Map<Long, Integer> deaths = new TreeMap<>();
    private final Set<Long> underWay = new TreeSet<>();

    /** Null if nothing is noted. */
    private Path file;

    private RandomAccessFile journal;
    private boolean complete;
    private boolean closed;

    private Attempts(Path file, boolean alone) {
        this.file = file;
        this.alone = alone;
    }

    /** Remembers nothing. */
    static Attempts none() {
        return new Attempts(null, false);
    }

    /**
     * Looks at what earlier attempts have left, and changes nothing. The first line has it to
     * itself.
     *
     * @param file the journal, which need not exist
     */
    static Attempts open(Path file) throws IOException {
        return open(file, true);
    }

    /**
     * Does the same for an engine, which may have two attempts at a split for a while and takes the
     * answers of one. The one that comes second remembers nothing.
     *
     * @param file the journal, as above
     */
    static Attempts openBeside(Path file) throws IOException {
        return open(file, false);
    }

    private static Attempts open(Path file, boolean alone) throws IOException {
        Attempts attempts = new Attempts(file, alone);
        if (Files.exists(file)) {
            attempts.read(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return attempts;
    }

    private void read(String there) {
        deaths.clear();
        for (String line : there.split("\n")) {
            // The last one may be half of a number, of a line that had not begun yet.
            if (line.matches("-?[0-9]{1,18};")) {
                long number = Long.parseLong(line.substring(0, line.length() - 1));
                if (number < 0) {
                    deaths.remove(-number);
                } else {
                    deaths.merge(number, 1, Integer::sum);
                }
            }
        }
    }

    /** Tells whether a process has died while it answered the line. */
    synchronized boolean suspects(long number) {
        return deaths.containsKey(number);
    }

    /**
     * Notes that a line begins, unless too many processes have died of it.
     *
     * @return why it is set aside and has not begun, if it has not
     * @throws InvalidRequestException if another run has the journal, and is to have it alone
     * @throws UnwritableOutputException if it cannot be noted
     * @throws CancelledException if it is closed
     */
    synchronized Optional<MingleException> begin(long number) {
        if (closed) {
            throw new CancelledException("Line %s is not wanted any more.".formatted(number));
        }
        noted(this::hold);
        if (deaths.getOrDefault(number, 0) >= MOST) {
            return Optional.of(
                    new InternalException(
                            "Line %s was being answered each of the %s times that the process died, and is set aside. Ask it alone to see what it dies of, for example of too little memory."
                                    .formatted(number, deaths.get(number))));
        }
        underWay.add(number);
        if (file != null) {
            noted(() -> append(number));
        }
        return Optional.empty();
    }

    /**
     * Notes that a line has ended, however; the process has survived it. One that ends after the
     * journal is closed, on a thread of its own, has no effect any more.
     */
    synchronized void end(long number) {
        deaths.remove(number);
        underWay.remove(number);
        if (file != null && !closed) {
            noted(
                    () -> {
                        if (underWay.isEmpty() || journal.length() > LONG) {
                            rewrite();
                        } else {
                            append(-number);
                        }
                    });
        }
    }

    /** Says that all lines have been answered. */
    synchronized void complete() {
        complete = true;
        deaths.clear();
        underWay.clear();
    }

    private void append(long number) throws IOException {
        journal.write((number + ";\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes what still counts, and nothing else. */
    private void rewrite() throws IOException {
        journal.setLength(0);
        for (Map.Entry<Long, Integer> line : deaths.entrySet()) {
            for (int i = 0; i < line.getValue(); i++) {
                append(line.getKey());
            }
        }
        for (long number : underWay) {
            append(number);
        }
    }

    /** Takes the journal, and reads what somebody may have written since it was looked at. */
    private void hold() throws IOException {
        if (file == null || journal != null) {
            return;
        }
        RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw");
        if (locked(made)) {
            journal = made;
            // Read through itself: to close another one of the file would let its lock go.
            byte[] there = new byte[(int) journal.length()];
            journal.readFully(there);
            read(new String(there, StandardCharsets.ISO_8859_1));
            rewrite(); // The last number may have been cut.
            return;
        }
        made.close();
        if (alone) {
            throw new InvalidRequestException(
                    "Another run has the journal '%s'. Wait until it has ended, or end it."
                            .formatted(file));
        }
        file = null;
        deaths.clear(); // What is under way there is no death.
    }

    private static boolean locked(RandomAccessFile opened) throws IOException {
        try {
            return opened.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // Another run in this very process has it.
        }
    }

    private void noted(Note note) {
        try {
            note.write();
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The journal '%s' cannot be written (%s). Free some space or see whether it may be written; the same command goes on where this one stopped."
                            .formatted(file, e),
                    e);
        }
    }

    /** What is not under way any more because the run has ended in good order is no death. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        underWay.clear();
        boolean held = journal != null;
        if (held) {
            try (RandomAccessFile last = journal) {
                rewrite();
            }
            journal = null;
        }
        if (file != null && deaths.isEmpty() && (held || complete)) {
            Files.deleteIfExists(file);
        }
    }

    @FunctionalInterface
    private interface Note {
        void write() throws IOException;
    }
}
