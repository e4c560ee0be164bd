package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.input.StandardInput;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/**
 * Where pictures go: a file, or a folder with a file for each. A file is written beside its place
 * and then moved there, so that nobody ever sees half of one.
 */
final class PictureFiles {

    private static final String EXTENSION = ".png";

    private final Path target;
    private final boolean folder;
    private final boolean prompts;
    private final int count;

    private PictureFiles(Path target, boolean folder, boolean prompts, int count) {
        this.target = target;
        this.folder = folder;
        this.prompts = prompts;
        this.count = count;
    }

    /**
     * Looks at a place, and changes nothing.
     *
     * @param typed as typed: a folder exists, or ends with a slash
     * @param prompts whether there is a list of prompts
     * @param count of pictures for each prompt
     * @throws InvalidRequestException if pictures do not go to such a place
     * @throws UnwritableOutputException if they could not be written
     */
    static PictureFiles in(String typed, Path target, boolean prompts, int count) {
        boolean folder = Files.isDirectory(target) || typed.endsWith("/") || typed.endsWith("\\");
        if (prompts && !folder && Files.exists(target)) {
            throw new InvalidRequestException(
                    "A list of prompts makes a folder of pictures, and '%s' is a file. Name a folder."
                            .formatted(target));
        }
        boolean many = folder || prompts;
        if (isOutput(target) && (prompts || count > 1)) {
            throw new InvalidRequestException(
                    "One picture can go to the standard output, and more were asked for. Name a"
                            + " folder.");
        }
        if (!many
                && !isOutput(target)
                && !target.toString().toLowerCase(Locale.ROOT).endsWith(EXTENSION)) {
            throw new InvalidRequestException(
                    "Pictures are written as PNG, and '%s' does not end with .png. Name a file that does, or a folder with / behind it."
                            .formatted(target));
        }
        PictureFiles files = new PictureFiles(target, many, prompts, count);
        if (!files.isOutput()) {
            requireWritable(files.file(0, 0));
        }
        return files;
    }

    /**
     * Looks whether a file could be written, before there is work that would be lost. Changes
     * nothing.
     *
     * @throws UnwritableOutputException if it could not
     */
    static void requireWritable(Path file) {
        if (Files.isDirectory(file)) {
            throw unwritable(file, "it is a folder", null);
        }
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw unwritable(file, "'%s' is no folder".formatted(folder), null);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(file, "'%s' may not be written to".formatted(folder), null);
        }
    }

    /** Tells whether the place is the standard output. */
    boolean isOutput() {
        return isOutput(target);
    }

    private static boolean isOutput(Path target) {
        return StandardInput.isMeant(target);
    }

    /**
     * Returns where a picture goes.
     *
     * @param prompt which prompt it is of, from 0
     * @param picture which of its pictures, from 0
     */
    Path file(int prompt, int picture) {
        if (!folder) {
            String name = target.getFileName().toString();
            String base = name.substring(0, name.length() - EXTENSION.length());
            return count == 1 ? target : target.resolveSibling(base + "-" + picture + EXTENSION);
        }
        String name = prompts ? Integer.toString(prompt) : Integer.toString(picture);
        return target.resolve(
                prompts && count > 1 ? name + "-" + picture + EXTENSION : name + EXTENSION);
    }

    /** Returns where the picture of a file can be looked at while it is being drawn. */
    static Path preview(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.replaceFirst("(?i)\\.png$", "") + ".preview" + EXTENSION);
    }

    /**
     * Writes a file, with the folders that it is to lie in.
     *
     * @throws UnwritableOutputException if it cannot be written; what was there is there still
     */
    static void write(Path file, byte[] bytes) {
        try {
            makeFolder(file.toAbsolutePath().getParent());
            // A name that nobody knows beforehand: what is there already stays, whatever it is.
            Path beside =
                    file.resolveSibling(
                            "." + file.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                Files.write(beside, bytes, StandardOpenOption.CREATE_NEW);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw unwritable(file, e.toString(), e);
        }
    }

    private static UnwritableOutputException unwritable(Path file, String why, IOException cause) {
        return new UnwritableOutputException(
                "The file '%s' cannot be written (%s). Free some space, or name another place."
                        .formatted(file, why),
                cause);
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Takes a preview away. */
    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is left of it is a whole picture, and does no harm.
        }
    }
}
