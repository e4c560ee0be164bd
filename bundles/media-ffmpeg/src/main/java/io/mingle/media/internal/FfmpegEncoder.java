package io.mingle.media.internal;

import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.SoundEncoder;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avcodec;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Encodes with those encoders that FFmpeg was built with; it is loaded when the first is asked. */
@Component
public final class FfmpegEncoder implements SoundEncoder {

    /**
     * An encoder and where its packets go.
     *
     * @param codec the name of FFmpeg's encoder
     * @param container the name of FFmpeg's format
     * @param bits a second, of one channel of speech; 0 where nothing is lost
     */
    record Kind(String codec, String container, long bits) {}

    private static final Map<SoundFileFormat, Kind> KINDS =
            new EnumMap<>(
                    Map.of(
                            SoundFileFormat.FLAC, new Kind("flac", "flac", 0),
                            SoundFileFormat.MP3, new Kind("libmp3lame", "mp3", 64_000),
                            SoundFileFormat.OPUS, new Kind("libopus", "ogg", 32_000),
                            SoundFileFormat.AAC, new Kind("aac", "adts", 64_000)));

    private static final String WITHOUT = "Sound can only be written as WAV here";
    private static final int LEAST_RATE = 8000;
    private static final int MOST_RATE = 48_000;

    private final Path cache;

    /** Called by Declarative Services. */
    @Activate
    public FfmpegEncoder(BundleContext context) {
        this(FfmpegReader.folder(context));
    }

    /**
     * Creates an encoder where there is no framework.
     *
     * @param cache the folder that FFmpeg is unpacked into
     */
    FfmpegEncoder(Path cache) {
        this.cache = cache;
    }

    @Override
    public Set<SoundFileFormat> formats() {
        try {
            Ffmpeg.load(cache, WITHOUT);
        } catch (EngineUnavailableException e) {
            return Set.of();
        }
        Set<SoundFileFormat> found = EnumSet.noneOf(SoundFileFormat.class);
        KINDS.forEach(
                (format, kind) -> {
                    if (avcodec.avcodec_find_encoder_by_name(kind.codec()) != null) {
                        found.add(format);
                    }
                });
        return Collections.unmodifiableSet(found);
    }

    @Override
    public SoundWriter open(SoundFileFormat format, int rate, String comment, OutputStream out)
            throws IOException {
        if (rate < LEAST_RATE || rate > MOST_RATE || !formats().contains(format)) {
            throw new InvalidRequestException(
                    "Sound of %s samples a second was to be written as %s; %s to %s as %s can be written here. Choose wav."
                            .formatted(rate, format, LEAST_RATE, MOST_RATE, formats()));
        }
        return new EncodedSound(format, KINDS.get(format), rate, comment, out);
    }
}
