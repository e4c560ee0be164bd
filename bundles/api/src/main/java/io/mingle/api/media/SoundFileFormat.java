package io.mingle.api.media;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds of files in which sound is written. */
public enum SoundFileFormat {
    /** WAV with integers of 16 bits. */
    WAV("wav", "audio/wav"),
    /** WAV with floats of 32 bits. */
    WAV_FLOAT("wav", "audio/wav"),
    /** Integers of 16 bits, the low byte first, and nothing else. */
    PCM("pcm", "audio/pcm"),
    /** Free Lossless Audio Codec (RFC 9639). */
    FLAC("flac", "audio/flac"),
    /** MPEG-1 Audio Layer III. */
    MP3("mp3", "audio/mpeg"),
    /** Opus in Ogg (RFC 7845). */
    OPUS("opus", "audio/ogg"),
    /** Advanced Audio Coding, as a stream of ADTS. */
    AAC("aac", "audio/aac");

    private final String extension;
    private final String mediaType;

    SoundFileFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Returns how names of such files end, without the dot. */
    public String extension() {
        return extension;
    }

    /** Returns what such a file is called on the web. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns the name that users write: {@code wav-float}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds a format by its name.
     *
     * @throws InvalidRequestException if there is none of that name
     */
    public static SoundFileFormat of(String text) {
        return Arrays.stream(values())
                .filter(it -> it.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "The format '%s' was asked for; sound is written as %s. Choose one of them."
                                                .formatted(text, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(SoundFileFormat::text).collect(Collectors.joining(", "));
    }
}
