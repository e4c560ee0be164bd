package io.mingle.trainer.internal.run;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in the folders of a model and is no weight of a network: configurations, tokenizers,
 * voices. Parts are written into folders at most three deep; another model in one of them, such as
 * one that this was the beginning of, is none of them.
 */
final class FolderFiles {

    private static final int DEEP = 4;
    private static final String WEIGHTS = ".safetensors";

    /** Lists the shards of weights, which are written into one file here. */
    private static final String SHARDS = WEIGHTS + ".index.json";

    /** The folder with voices of a talker, whose tensors are no weights of a network. */
    private static final String VOICES = "voices";

    private FolderFiles() {}

    /** Returns the files of a model, in order. */
    static List<Path> of(Path model) {
        try (Stream<Path> all = Files.walk(model, DEEP, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files =
                    all.filter(Files::isRegularFile)
                            .filter(it -> !it.getParent().equals(model))
                            .filter(it -> isKept(model, it))
                            .sorted()
                            .toList();
            List<Path> others =
                    files.stream().filter(FolderFiles::isOfModel).map(Path::getParent).toList();
            return files.stream().filter(it -> others.stream().noneMatch(it::startsWith)).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new BrokenModelException(
                    "%s was to be read as the folder of a model, and cannot be (%s). Bring it back from a copy."
                            .formatted(model, e.getMessage()),
                    e);
        }
    }

    private static boolean isOfModel(Path file) {
        return file.endsWith(ModelFolder.CONFIG)
                && FolderConfigurations.object(file).has(NewModel.DECODER);
    }

    private static boolean isKept(Path model, Path file) {
        String name = name(model, file);
        return name.endsWith(".json") && !name.endsWith(SHARDS)
                || name.endsWith(".txt")
                || name.endsWith(WEIGHTS) && name.contains("/" + VOICES + "/");
    }

    /** Returns what a file is called within a model, such as {@code vae/config.json}. */
    static String name(Path model, Path file) {
        return model.relativize(file).toString().replace('\\', '/');
    }

    /** Copies to another model what that has not. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : of(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
