package io.mingle.video.internal.clip;

import io.mingle.api.content.Video;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.media.MediaReader;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.function.Function;

/** Leads to who decodes video files, and leases it for as long as a file of its is open. */
public record FileDecoder(Broker broker) {

    /** How long to wait for one that is being replaced. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    /**
     * Decodes something of a file.
     *
     * @param use opens what it needs, and closes that again
     * @throws SkillUnavailableException if nobody decodes files
     */
    public <R> R decode(Video video, Function<MediaReader, R> use) {
        try (Lease<MediaReader> lease = lease(video)) {
            return use.apply(lease.service());
        }
    }

    private Lease<MediaReader> lease(Video video) {
        try {
            return broker.lease(MediaReader.class, WAIT);
        } catch (SkillUnavailableException e) {
            throw SkillUnavailableException.absent(
                    "The video '%s' cannot be decoded, because no bundle that reads video files is installed. Install io.mingle.media.ffmpeg, or name a folder with one picture for each frame."
                            .formatted(video.name()),
                    e);
        }
    }
}
