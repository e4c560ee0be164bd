package io.mingle.host.document;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Parts of an output that are done, in a file beside it: a line that says what is being done and
 * how, then a line for each part. What an earlier run left stays as it is until this one has a part
 * of its own.
 */
public final class KeptLines {

    private final Path file;
    private final String what;
    private final String mark;
    private final String work;
    private final Predicate<String> isWhole;
    private final List<String> lines = new ArrayList<>();
    private boolean begun;

    /**
     * Names the file; nothing is read yet.
     *
     * @param output of which it lies beside
     * @param what is kept, for messages and the file's name: {@code pages}
     * @param mark what the first line begins with
     * @param work what is done and how, one line that begins with the mark
     * @param isWhole tells whether a line is one that is kept: the last one of a run that was
     *     killed may be cut
     */
    public KeptLines(
            Path output, String what, String mark, String work, Predicate<String> isWhole) {
        this.file = output.resolveSibling(output.getFileName() + ".mingle-" + what);
        this.what = what;
        this.mark = mark;
        this.work = work;
        this.isWhole = isWhole;
    }

    /**
     * Takes up what an earlier run left, if it did the same.
     *
     * @return the lines that are whole
     * @throws InvalidRequestException if there is a file of this name that is none of these
     * @throws UnwritableOutputException if it cannot be read
     */
    public List<String> load() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] first = bytes.readNBytes(mark.length());
            if (first.length > 0 && !new String(first, StandardCharsets.US_ASCII).equals(mark)) {
                throw new InvalidRequestException(
                        "'%s', in which %s are kept, is a file of something else. Move it away, or name another file with --output."
                                .formatted(file, what));
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            if (work.equals(mark + in.readLine())) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (isWhole.test(line)) {
                        lines.add(line);
                    }
                }
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Lets go of what was taken up: the next line that is kept is the first one. */
    public void startAnew() {
        lines.clear();
    }

    /** Keeps a line. */
    public void add(String line) {
        try {
            if (!begun) {
                begin();
            }
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Writes what is kept anew, without a line that was cut. */
    private void begin() throws IOException {
        StringBuilder text = new StringBuilder(work).append('\n');
        lines.forEach(it -> text.append(it).append('\n'));
        WholeFile.write(file, text.toString());
        begun = true;
    }

    /** Forgets them, once the output is written. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UnwritableOutputException unwritable(IOException error) {
        return new UnwritableOutputException(
                "The %s that are done cannot be kept in '%s' (%s). Free some space, or name another place with --output."
                        .formatted(what, file, error),
                error);
    }
}
