package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.mingle.model.FileStamp;
import io.mingle.tensor.DataType;
import java.util.HashMap;
import java.util.Map;

/** The checkpoint files that are mapped, each type of view once, with the number of holders. */
final class MappedFiles {

    /**
     * A file as it was when its header was read, seen as elements of one type; a file that is
     * replaced afterwards is another one.
     */
    record FileView(FileStamp stamp, DataType type) {}

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

    /**
     * Maps a file, or returns the mapping that is there; device thread only.
     *
     * @throws io.mingle.api.error.BrokenModelException if its bytes are not those any more whose
     *     header was read
     */
    PtNDArray acquire(FileView file) {
        Mapping mapping = mappings.get(file);
        if (mapping == null) {
            mapping = map(file);
            mappings.put(file, mapping);
        } else {
            file.stamp().requireNotOverwritten();
        }
        mapping.holders++;
        return mapping.bytes;
    }

    private Mapping map(FileView file) {
        FileStamp stamp = file.stamp();
        stamp.requireSame();
        long count = stamp.size() / file.type().size();
        PtNDArray bytes = tools.map(manager, stamp.file().toString(), count, file.type());
        try {
            // Once more: libtorch has opened the file itself.
            stamp.requireSame();
            return new Mapping(bytes);
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
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
