package io.mingle.spark.internal;

import java.net.URI;

/**
 * The folder in which each split notes the line that it is at, so that one that executors die of is
 * set aside. Where the output is on a disk that hosts share, it lies beside it.
 *
 * @param store makes and deletes it
 * @param options name it, or none
 */
record Journal(Store store, JobOptions options) implements AutoCloseable {

    private static final String SUFFIX = ".begun";

    /** Returns the folder that was named, else one beside the output, else null: it is no disk. */
    static String beside(JobOptions options, Store store) {
        if (options.journal().isPresent()) {
            return options.journal().get();
        }
        URI out = store.address(options.out());
        return out.getScheme().equals("file") ? out.getPath() + SUFFIX : null;
    }

    /** Begins anew. */
    void begin() {
        options.journal()
                .ifPresent(
                        folder -> {
                            store.delete("file:" + folder);
                            store.make("file:" + folder);
                        });
    }

    @Override
    public void close() {
        options.journal().ifPresent(folder -> store.delete("file:" + folder));
    }
}
