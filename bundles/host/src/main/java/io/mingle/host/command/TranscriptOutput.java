package io.mingle.host.command;

import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.host.console.Units;
import io.mingle.host.document.WholeFile;
import io.mingle.host.input.StandardInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where transcripts go: a file, a folder with a file for each, or the standard output.
 *
 * @param output null for the standard output
 * @param isFolder whether it is one, or there are several recordings
 * @param stream whether text is printed as it comes
 */
record TranscriptOutput(
        Session session, Path output, boolean isFolder, TranscriptFormat format, boolean stream) {

    /**
     * Checks that each recording has a place, before anybody has waited for it.
     *
     * @throws IllegalArgumentException if the options contradict each other; the message is for a
     *     person
     * @throws UnwritableOutputException if a folder is not there
     */
    void check(List<Path> files, boolean resume) {
        if (resume && output == null) {
            throw new IllegalArgumentException(
                    "'--resume' goes on with an output: name the one of the interrupted run with"
                            + " --output.");
        }
        if (output == null && isFolder && isOfOneFile()) {
            throw new IllegalArgumentException(
                    "Several recordings cannot be printed as %s one behind the other. Name a folder with --output."
                            .formatted(format.extension()));
        }
        if (stream && output == null && format != TranscriptFormat.TEXT) {
            throw new IllegalArgumentException(
                    "'--stream' prints text. Leave '--format' out, or name a file for it with"
                            + " --output.");
        }
        checkFolder();
        Set<Path> places = new HashSet<>();
        for (Path file : files) {
            if (!file(file).map(places::add).orElse(true)) {
                throw new IllegalArgumentException(
                        "Two recordings are called '%s', and would be written over one another. Rename one, or give them one by one."
                                .formatted(stem(file)));
            }
        }
    }

    private boolean isOfOneFile() {
        return format == TranscriptFormat.SRT || format == TranscriptFormat.VTT;
    }

    private void checkFolder() {
        if (output == null) {
            return;
        }
        Path folder = isFolder ? output : output.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UnwritableOutputException(
                    "'%s' cannot be written: the folder '%s' %s. Make it, or name another with --output."
                            .formatted(
                                    output,
                                    folder,
                                    Files.exists(folder)
                                            ? "may not be changed, or is a file"
                                            : "does not exist"));
        }
    }

    /**
     * Returns the file that the transcript of a recording goes to; none for the standard output.
     */
    Optional<Path> file(Path recording) {
        if (output == null) {
            return Optional.empty();
        }
        return Optional.of(
                isFolder ? output.resolve(stem(recording) + "." + format.extension()) : output);
    }

    private static String stem(Path recording) {
        String name =
                StandardInput.isMeant(recording)
                        ? "standard-input"
                        : recording.getFileName().toString();
        int point = name.lastIndexOf('.');
        return point > 0 ? name.substring(0, point) : name;
    }

    /** Begins to print what is said in a recording, if it is printed as it comes. */
    void begin(Path recording) {
        if (stream && isFolder) {
            session.out().println(OneLine.of(recording.toString()) + ":");
        }
    }

    /** Prints text that has come, and what may still change where a person looks. */
    void tell(String text) {
        if (stream) {
            session.live().clear();
            session.out().print(Printable.of(text));
            session.out().flush();
        }
    }

    /**
     * Writes a transcript.
     *
     * @param content of the file
     */
    void write(Path recording, Transcript transcript, String content) {
        if (stream) {
            session.out().println();
        }
        Optional<Path> file = file(recording);
        if (file.isPresent()) {
            write(file.get(), content);
            session.err()
                    .println(
                            "mingle: %s of speech in %s."
                                    .formatted(
                                            Units.count(transcript.segments().size(), "segment"),
                                            file.get()));
        } else if (!stream) {
            if (isFolder && format == TranscriptFormat.TEXT) {
                session.out().println(OneLine.of(recording.toString()) + ":");
            }
            session.out().print(Printable.of(content));
        }
    }

    private static void write(Path file, String content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "'%s' cannot be written (%s). Free some space, or name another file with --output."
                            .formatted(file, e),
                    e);
        }
    }
}
