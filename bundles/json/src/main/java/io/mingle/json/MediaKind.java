package io.mingle.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Kinds of media, by the first half of their media type. */
public enum MediaKind {
    /** Pictures: {@code image/*}. */
    PICTURE("image", Picture::read, Picture::new),
    /** Sounds: {@code audio/*}. */
    SOUND("audio", Sound::read, Sound::new),
    /** Videos: {@code video/*}. */
    VIDEO("video", Video::of, Video::of);

    private final String type;
    private final Function<Path, Content> fromFile;
    private final BiFunction<String, byte[], Content> fromBytes;

    MediaKind(
            String type,
            Function<Path, Content> fromFile,
            BiFunction<String, byte[], Content> fromBytes) {
        this.type = type;
        this.fromFile = fromFile;
        this.fromBytes = fromBytes;
    }

    /** Returns what a schema marks; empty if a value of it is no media. */
    static Optional<MediaKind> of(JsonNode schema) {
        return of(schema.path("contentMediaType").asText());
    }

    /**
     * Returns the kind of a media type.
     *
     * @param mediaType such as {@code image/png}
     * @return empty if it is none of media
     */
    public static Optional<MediaKind> of(String mediaType) {
        String lower = mediaType.toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(it -> lower.startsWith(it.type + "/")).findFirst();
    }

    /**
     * Returns its media types.
     *
     * @return such as {@code image/*}
     */
    public String types() {
        return type + "/*";
    }

    /** Reads a file; of a video on disk only the path is kept. */
    Content read(MediaFile file) {
        if (file instanceof MediaFile.InMemory sent) {
            return of(sent.name(), sent.bytes());
        }
        return fromFile.apply(((MediaFile.OnDisk) file).path());
    }

    /**
     * Tells whether a data URL may hold one: what does not say its type may hold anything.
     *
     * @param url any
     * @return whether its type is of this kind, or missing
     */
    public boolean fits(DataUrl url) {
        return url.mediaType().isEmpty() || of(url.mediaType()).equals(Optional.of(this));
    }

    /**
     * Takes an encoded file.
     *
     * @param name for messages
     * @param bytes of the file
     * @return a picture, sound or video, not decoded yet
     */
    public Content of(String name, byte[] bytes) {
        return fromBytes.apply(name, bytes);
    }
}
