package io.mingle.host.transcript;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.host.document.KeptLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The segments of a recording that are done: of eight hours, none is lost to an interruption. */
public final class KeptSegments {

    private static final String FIRST = "mingle transcribe ";

    private final TranscriptWriting writing;
    private final KeptLines lines;
    private final List<Segment> segments;

    /**
     * Looks for what an earlier run left.
     *
     * @param output of which the file lies beside
     * @param work what is written down and how, as {@link #work} says it
     * @param writing writes segments as lines
     * @throws InvalidRequestException if there is a file of this name that is none of these
     * @throws UnwritableOutputException if it cannot be read
     */
    public KeptSegments(Path output, String work, TranscriptWriting writing) {
        this.writing = writing;
        lines = new KeptLines(output, "segments", FIRST, work, this::isWhole);
        segments = lines.load().stream().map(writing::segment).toList();
    }

    /**
     * Says in one line what is written down and how, so that segments of an earlier run are taken
     * up only if they are the same.
     *
     * @param file the recording; its size and time are part of it
     * @param model the model's folder, or null for the embedded one
     * @param options how
     * @throws UnreadableContentException if the file is not there
     */
    public static String work(Path file, Path model, TranscriptionOptions options) {
        try {
            return "%s1|%s|%s|%s|%s|%s"
                    .formatted(
                            FIRST,
                            file.toAbsolutePath(),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis(),
                            model == null ? "" : model.toAbsolutePath(),
                            options.withDone(List.of()))
                    .replaceAll("\\R", " ");
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The sound '%s' does not exist. Check the path.".formatted(file), e);
        }
    }

    private boolean isWhole(String line) {
        try {
            writing.segment(line);
            return true;
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    /** Returns the segments of earlier runs. */
    public List<Segment> segments() {
        return segments;
    }

    /** Lets go of them: the first segment that is kept takes their place. */
    public void startAnew() {
        lines.startAnew();
    }

    /** Keeps a segment. */
    public void add(Segment segment) {
        lines.add(writing.line(segment));
    }

    /** Forgets them, once the output is written. */
    public void delete() {
        lines.delete();
    }
}
