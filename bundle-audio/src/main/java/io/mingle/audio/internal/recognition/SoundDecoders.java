package io.mingle.audio.internal.recognition;

import io.mingle.api.content.SoundSource;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.media.MediaReader;
import io.mingle.audio.sound.SoundReader;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * Leads to who decodes recordings, and leases it: one lasts for minutes, and is decoded meanwhile.
 */
record SoundDecoders(Broker broker) {

    /** How long to wait for one that is being replaced, where there is no other way. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    /**
     * Leases a decoder.
     *
     * @return to be closed when the recording has been decoded; none where nobody decodes
     */
    Optional<Lease<MediaReader>> lease(SoundSource source) {
        Optional<Lease<MediaReader>> now = lease(Duration.ZERO);
        return now.isPresent() || isWav(source) ? now : lease(WAIT);
    }

    private Optional<Lease<MediaReader>> lease(Duration wait) {
        try {
            return Optional.of(broker.lease(MediaReader.class, wait));
        } catch (SkillUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Tells whether it can be read without anybody; one that cannot be opened says so itself. */
    private static boolean isWav(SoundSource source) {
        if (source instanceof SoundSource.InMemory memory) {
            return SoundReader.isWav(memory.sound().bytes());
        }
        try (InputStream in = Files.newInputStream(((SoundSource.OnDisk) source).path())) {
            return SoundReader.isWav(in.readNBytes(SoundReader.HEAD));
        } catch (IOException e) {
            return true;
        }
    }
}
