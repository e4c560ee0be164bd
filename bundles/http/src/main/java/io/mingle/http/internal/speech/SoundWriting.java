package io.mingle.http.internal.speech;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.media.SoundEncoder;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.Speech;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.http.internal.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes speech in a format: by itself where that is simple, else by who can, for that long. */
public final class SoundWriting implements AutoCloseable {

    private static final Set<SoundFileFormat> PLAIN =
            Set.of(SoundFileFormat.WAV, SoundFileFormat.WAV_FLOAT, SoundFileFormat.PCM);

    private final SoundFileFormat format;
    private final Optional<Lease<SoundEncoder>> encoder;

    private SoundWriting(SoundFileFormat format, Optional<Lease<SoundEncoder>> encoder) {
        this.format = format;
        this.encoder = encoder;
    }

    /**
     * Finds who writes a format.
     *
     * @return empty if nobody does
     */
    public static Optional<SoundWriting> of(Broker broker, SoundFileFormat wanted) {
        if (PLAIN.contains(wanted)) {
            return Optional.of(new SoundWriting(wanted, Optional.empty()));
        }
        Optional<Lease<SoundEncoder>> lease = encoder(broker);
        if (formats(lease).contains(wanted)) {
            return Optional.of(new SoundWriting(wanted, lease));
        }
        lease.ifPresent(Lease::close);
        return Optional.empty();
    }

    /**
     * Finds who writes a format.
     *
     * @param asked nothing for MP3 where it can be written, and WAV elsewhere
     * @throws ApiException if nobody does
     */
    static SoundWriting of(Broker broker, Optional<SoundFileFormat> asked) {
        SoundFileFormat wanted = asked.orElse(SoundFileFormat.MP3);
        Optional<SoundWriting> found = of(broker, wanted);
        if (found.isEmpty() && asked.isPresent()) {
            throw ApiException.invalid(
                    "response_format",
                    "'response_format' is %s, which cannot be written here. Ask for one of %s."
                            .formatted(wanted.text(), String.join(", ", possible(broker))));
        }
        return found.orElseGet(() -> new SoundWriting(SoundFileFormat.WAV, Optional.empty()));
    }

    private static List<String> possible(Broker broker) {
        Optional<Lease<SoundEncoder>> lease = encoder(broker);
        try {
            return Stream.concat(PLAIN.stream(), formats(lease).stream())
                    .map(SoundFileFormat::text)
                    .sorted()
                    .toList();
        } finally {
            lease.ifPresent(Lease::close);
        }
    }

    private static Set<SoundFileFormat> formats(Optional<Lease<SoundEncoder>> encoder) {
        return encoder.map(it -> it.service().formats()).orElse(Set.of());
    }

    private static Optional<Lease<SoundEncoder>> encoder(Broker broker) {
        try {
            return Optional.of(broker.lease(SoundEncoder.class, Duration.ZERO));
        } catch (SkillUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Returns what such a file is called on the web. */
    String mediaType(int rate) {
        return format == SoundFileFormat.PCM
                ? "audio/pcm;rate=%s;channels=1".formatted(rate)
                : format.mediaType();
    }

    /** Begins a file whose length is not known yet, with the one header that it has. */
    public SoundWriter open(int rate, OutputStream out) throws IOException {
        if (encoder.isPresent()) {
            return encoder.get().service().open(format, rate, Speech.SYNTHETIC, out);
        }
        Encoding encoding = format == SoundFileFormat.WAV_FLOAT ? Encoding.FLOAT32 : Encoding.PCM16;
        WavWriter wav = new WavWriter(rate, encoding, Speech.SYNTHETIC);
        return format == SoundFileFormat.PCM ? wav.raw(out) : wav.open(out);
    }

    @Override
    public void close() {
        encoder.ifPresent(Lease::close);
    }
}
