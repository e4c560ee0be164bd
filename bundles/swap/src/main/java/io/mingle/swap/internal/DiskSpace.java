package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Path;

/** Space on the disk for what a replacement writes. */
final class DiskSpace {

    /** The copy that is taken, the framework's own, and that of the code that runs until now. */
    private static final int COPIES = 3;

    private DiskSpace() {}

    /**
     * Refuses a jar that there is no room for, before a bundle is stopped for it.
     *
     * @param jar what is to be copied
     * @param size its bytes
     * @param folder where to, which need not exist yet
     * @param free what is free there; 0 may be a disk that nothing is known of
     */
    static void check(Path jar, long size, Path folder, long free) {
        if (free > 0 && free / COPIES < size) {
            throw missing(jar, size, folder, free, null);
        }
    }

    /** Returns what is free where a folder is, or will be. */
    static long free(Path folder) {
        Path there = folder;
        while (there != null && !there.toFile().exists()) {
            there = there.getParent();
        }
        return there == null ? 0 : there.toFile().getUsableSpace();
    }

    /**
     * Says what is full, and what to do.
     *
     * @param cause why it was noticed; null if it was foreseen
     */
    static InvalidRequestException missing(
            Path jar, long size, Path folder, long free, IOException cause) {
        return new InvalidRequestException(
                "%s could not be copied into '%s'%s: about %s bytes are needed and %s are free there. What served before goes on. Free some space there, or start with -Djava.io.tmpdir=FOLDER; a framework of your own has its folder from the property org.osgi.framework.storage."
                        .formatted(
                                jar,
                                folder,
                                cause == null ? "" : " (" + cause.getMessage() + ")",
                                COPIES * size,
                                free),
                cause);
    }
}
