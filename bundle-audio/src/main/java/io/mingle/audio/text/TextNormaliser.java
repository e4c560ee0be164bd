package io.mingle.audio.text;

/** Writes text as it is spoken: what is not a word becomes words or goes away. */
@FunctionalInterface
public interface TextNormaliser {

    /**
     * Returns the words of a text.
     *
     * @param text a sentence or several
     * @return what is spoken; empty if there is nothing in it that can be said
     */
    String normalise(String text);
}
