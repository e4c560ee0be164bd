package io.mingle.engine.internal;

import java.nio.file.Path;
import java.util.Locale;

/** Finds out from what a loader said whether the folder of the libraries is to blame. */
final class LoadFailure {

    private LoadFailure() {}

    /**
     * Says what to do.
     *
     * @param reason the words of the system's loader, or of who unpacked a library
     * @param libtorch what was to be loaded
     * @param cacheSetting how to name another folder for what is unpacked
     */
    static String advice(String reason, Libtorch libtorch, String cacheSetting) {
        String said = reason.toLowerCase(Locale.ROOT);
        if (said.contains("no space left") || said.contains("not enough space")) {
            return "The disk of the cache is full. Free some space, or name another folder in %s."
                    .formatted(cacheSetting);
        }
        // What mmap says of a program on a file system that is mounted noexec; of too little
        // memory it says so.
        boolean unmapped =
                said.contains("failed to map segment") || said.contains("operation not permitted");
        if (unmapped && !said.contains("memory")) {
            return "Nothing may be executed from there: the file system is mounted noexec, or a rule of the system forbids it. Name a folder elsewhere in %s."
                    .formatted(cacheSetting);
        }
        Path library = libtorch.directory().resolve(System.mapLibraryName("torch_cpu"));
        return "Delete the folder to have it unpacked again if it is the bundle's, or see whether the system has the libraries that it needs (on Linux: ldd %s)."
                .formatted(library);
    }
}
