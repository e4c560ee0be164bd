package io.mingle.core.internal.thinker;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import io.mingle.thinker.ContentEncoder;
import java.util.List;
import java.util.Optional;

/** A kind of content that has to be encoded: one encoder takes all of it. */
enum EncodedKind {
    PICTURES(ContentEncoder.PICTURES, "pictures and videos", "io.mingle.vision"),
    SOUNDS(ContentEncoder.SOUNDS, "sounds", "io.mingle.audio");

    private final String property;
    private final String plural;
    private final String bundle;

    EncodedKind(String property, String plural, String bundle) {
        this.property = property;
        this.plural = plural;
        this.bundle = bundle;
    }

    /** Returns the kind of a piece of content; empty for words. */
    static Optional<EncodedKind> of(Content content) {
        if (content instanceof Picture || content instanceof Video) {
            return Optional.of(PICTURES);
        }
        return content instanceof Sound ? Optional.of(SOUNDS) : Optional.empty();
    }

    /** Returns the kinds that are there, each once. */
    static List<EncodedKind> in(List<Content> contents) {
        return contents.stream().map(EncodedKind::of).flatMap(Optional::stream).distinct().toList();
    }

    /** Returns the LDAP filter that finds its encoders. */
    String filter() {
        return "(" + property + ")";
    }

    /** Names it in a message. */
    String plural() {
        return plural;
    }

    /** Returns the symbolic name of the bundle of Mingle that encodes it. */
    String bundle() {
        return bundle;
    }
}
