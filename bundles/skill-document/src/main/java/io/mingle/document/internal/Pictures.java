package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.media.DecodedPicture;
import io.mingle.api.media.PictureDecoder;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks who decodes JPEG 2000, if anybody is installed.
 *
 * <p>PDFBox wants each picture twice in a row, for what it says of itself and for its pixels; it is
 * decoded once.
 *
 * <p>Used by one thread.
 */
final class Pictures {

    private final Broker broker;
    private byte[] file;
    private DecodedPicture decoded;

    Pictures(Broker broker) {
        this.broker = broker;
    }

    /** Returns a picture; empty if nobody decodes it on this machine. */
    Optional<DecodedPicture> decoded(Picture picture, long maxPixels) {
        if (decoded != null && Arrays.equals(file, picture.bytes())) {
            DecodedPicture again = decoded;
            decoded = null;
            file = null;
            return Optional.of(again);
        }
        try (Lease<PictureDecoder> lease = broker.lease(PictureDecoder.class, Duration.ZERO)) {
            decoded = lease.service().jpeg2000(picture, maxPixels);
            file = picture.bytes();
            return Optional.of(decoded);
        } catch (SkillUnavailableException | EngineUnavailableException e) {
            return Optional.empty();
        }
    }
}
