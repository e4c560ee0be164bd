package io.mingle.host.document;

import io.mingle.api.document.DocumentFile;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a document, of what a person names: files, and folders with files in them. */
public final class DocumentPaths {

    private static final List<String> ENDINGS =
            List.of(
                    ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp",
                    ".docx", ".xlsx", ".pptx");

    private DocumentPaths() {}

    /**
     * Lists the files; of folders those with the endings of documents, by name.
     *
     * @param paths what was named
     * @return the files in order
     * @throws UnreadableContentException if something is not there, or a folder has no document
     */
    public static List<Path> of(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(within(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new UnreadableContentException(
                        "The document '%s' does not exist. Check the path.".formatted(path));
            }
        }
        return files;
    }

    private static List<Path> within(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(DocumentPaths::isDocument).sorted().toList();
            if (files.isEmpty()) {
                throw new UnreadableContentException(
                        "The folder '%s' has no document: no file that ends with one of %s. Name a file, or another folder."
                                .formatted(folder, String.join(", ", ENDINGS)));
            }
            return files;
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The folder '%s' cannot be read (%s). Check that it may be read."
                            .formatted(folder, e),
                    e);
        }
    }

    private static boolean isDocument(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** Returns the files as the service takes them, to be read one at a time. */
    public static List<DocumentFile> files(List<Path> paths) {
        return paths.stream().map(DocumentFile::at).toList();
    }
}
