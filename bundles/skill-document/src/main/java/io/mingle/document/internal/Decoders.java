package io.mingle.document.internal;

import io.mingle.api.document.DocumentDecoder;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks who else reads documents, if anybody is installed. */
record Decoders(Broker broker) {

    /** A ZIP archive, which Office files are; pictures begin with other bytes. */
    private static final String ZIP = "PK";

    /** Returns the pages of a file; empty if it is for nobody else. */
    Optional<List<Page>> decoded(DocumentFile file, ReadingLimits limits) {
        byte[] bytes = file.bytes();
        try (Lease<DocumentDecoder> lease =
                broker.lease(DocumentDecoder.class, Duration.ofSeconds(isZip(bytes) ? 10 : 0))) {
            DocumentDecoder decoder = lease.service();
            return decoder.decodes(file)
                    ? Optional.of(decoder.decode(file, limits))
                    : Optional.empty();
        } catch (SkillUnavailableException e) {
            if (!isZip(bytes)) {
                return Optional.empty();
            }
            throw new SkillUnavailableException(
                    "The document '%s' looks like an Office file, and nobody reads those here. Install the bundle io.mingle.document.office, or save it as PDF."
                            .formatted(file.name()),
                    e);
        }
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == ZIP.charAt(0) && bytes[1] == ZIP.charAt(1);
    }
}
