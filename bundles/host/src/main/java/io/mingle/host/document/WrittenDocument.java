package io.mingle.host.document;

import io.mingle.api.document.Block;
import io.mingle.api.document.Document;
import io.mingle.api.document.Figure;
import io.mingle.api.document.Page;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.console.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file that a document is written to, with a folder for its figures beside it. */
public final class WrittenDocument {

    private final Path file;
    private final String folder;

    /**
     * Looks whether it can be written, before anybody has waited for it.
     *
     * @param file the output
     * @throws InvalidRequestException if it is a folder
     * @throws UnwritableOutputException if its folder is not there or may not be changed
     */
    public WrittenDocument(Path file) {
        this.file = file.toAbsolutePath();
        String name = this.file.getFileName().toString();
        int point = name.lastIndexOf('.');
        this.folder = (point > 0 ? name.substring(0, point) : name) + "-figures";
        if (Files.isDirectory(this.file)) {
            throw new InvalidRequestException(
                    "'%s' is a folder. Name a file in it with --output.".formatted(file));
        }
        Path parent = this.file.getParent();
        if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new UnwritableOutputException(
                    "'%s' cannot be written: the folder '%s' %s. Make it, or name another file with --output."
                            .formatted(
                                    file,
                                    parent,
                                    Files.exists(parent)
                                            ? "may not be changed"
                                            : "does not exist"));
        }
    }

    /** Returns what stands before the names of figures. */
    public String figures() {
        return folder + "/";
    }

    /**
     * Says in one line what is read and how, so that pages of an earlier run are taken up only if
     * they are the same.
     *
     * @param files what is read; their sizes and times are part of it
     * @param model the model's folder, or null for the embedded one
     * @param options how
     * @return a line
     * @throws UnreadableContentException if a file has gone
     */
    public static String work(List<Path> files, Path model, ReadingOptions options) {
        StringBuilder work = new StringBuilder(KeptPages.FIRST + "1");
        try {
            for (Path each : files) {
                work.append('|').append(each.toAbsolutePath());
                work.append('|').append(Files.size(each));
                work.append('|').append(Files.getLastModifiedTime(each).toMillis());
            }
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The documents cannot be looked at (%s). Check that they are still there."
                            .formatted(e),
                    e);
        }
        work.append('|').append(model == null ? "" : model.toAbsolutePath());
        work.append('|').append(options.textLayer()).append('|').append(options.prompt());
        work.append('|').append(options.leastDpi()).append('|').append(options.generation());
        return work.toString().replaceAll("\\R", " ");
    }

    /**
     * Writes the document and its figures.
     *
     * @throws UnwritableOutputException if that fails
     */
    public void write(Document document, String text) {
        try {
            Path figures = file.resolveSibling(folder);
            for (Page page : document.pages()) {
                for (Block block : page.blocks()) {
                    Optional<Figure> figure = block.figure();
                    if (figure.isPresent()) {
                        Files.createDirectories(figures);
                        Files.write(
                                figures.resolve(figure.get().name()),
                                figure.get().picture().bytes());
                    }
                }
            }
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes a text in place of the document.
     *
     * @throws UnwritableOutputException if that fails
     */
    public void write(String text) {
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UnwritableOutputException unwritable(IOException error) {
        return new UnwritableOutputException(
                "'%s' cannot be written (%s). Free some space, or name another file with --output."
                        .formatted(file, error),
                error);
    }

    /** Says what is there now, in a sentence. */
    public String summary(Document document) {
        long failed = document.pages().stream().filter(it -> it.failure().isPresent()).count();
        return "%s in %s%s."
                .formatted(
                        Units.count(document.pages().size(), "page"),
                        file,
                        failed == 0 ? "" : ", %s of which could not be read".formatted(failed));
    }
}
