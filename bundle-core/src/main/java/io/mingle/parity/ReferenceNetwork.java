package io.mingle.parity;

/** A network of a {@link ReferenceFolder}, loaded in one precision. */
public interface ReferenceNetwork extends AutoCloseable {

    /** Returns the inputs that the reference was given, by name. */
    Facts inputs();

    /** Returns what the reference computed. */
    ReferenceValues values();

    /** Frees the network and all that it made. */
    @Override
    void close();
}
