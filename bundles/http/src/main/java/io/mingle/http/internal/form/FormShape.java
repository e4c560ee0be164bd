package io.mingle.http.internal.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * What may be in a form.
 *
 * @param files the names of its files
 * @param numbers the names of texts that are numbers
 * @param lists the names of texts that may come several times
 * @param kind what files are called in figures: image, audio or video
 * @param reader reads a file, no more of it than is accepted
 * @param <F> what files are read as
 */
public record FormShape<F>(
        List<String> files,
        Set<String> numbers,
        Set<String> lists,
        String kind,
        FileReader<F> reader) {

    /** Reads a file of a form. */
    @FunctionalInterface
    public interface FileReader<F> {

        /**
         * Reads it to its end.
         *
         * @param name of the part
         */
        F read(String name, InputStream in) throws IOException;
    }

    /** Tells which files there are, for a message. */
    String told() {
        return (files.size() == 1 ? "is " : "are ") + String.join(" and ", files);
    }
}
