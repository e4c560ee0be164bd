package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.mingle.tensor.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/** The checkpoint files that are mapped, each type of view once, with the number of holders. */
final class MappedFiles {

    /**
     * A file as it was when it was mapped, seen as elements of one type; a file that is replaced
     * afterwards is another one.
     */
    record FileView(Path path, long size, FileTime modified, DataType type) {

        static FileView of(Path file, DataType type) {
            try {
                return new FileView(
                        file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file), type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Mapping {
        private final PtNDArray bytes;
        private int holders;

        Mapping(PtNDArray bytes) {
            this.bytes = bytes;
        }
    }

    private final Tools tools;
    private final PtNDManager manager;
    private final Map<FileView, Mapping> mappings = new HashMap<>();

    MappedFiles(Tools tools, PtNDManager manager) {
        this.tools = tools;
        this.manager = manager;
    }

    /** Maps a file, or returns the mapping that is there; device thread only. */
    PtNDArray acquire(FileView file) {
        Mapping mapping =
                mappings.computeIfAbsent(
                        file,
                        f ->
                                new Mapping(
                                        tools.map(
                                                manager,
                                                f.path().toString(),
                                                f.size() / f.type().size(),
                                                f.type())));
        mapping.holders++;
        return mapping.bytes;
    }

    /** Gives back one holder's share; device thread only. */
    void release(FileView file) {
        Mapping mapping = mappings.get(file);
        mapping.holders--;
        if (mapping.holders == 0) {
            mappings.remove(file);
            mapping.bytes.close();
        }
    }

    /** Returns how many mappings there are. */
    int count() {
        return mappings.size();
    }
}
