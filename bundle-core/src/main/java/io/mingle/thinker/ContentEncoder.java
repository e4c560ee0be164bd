package io.mingle.thinker;

import io.mingle.api.content.Content;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns pieces of content of one kind into what the {@link Thinker} is asked.
 *
 * <p>A service of the bundles that bring encoders, registered with one of the properties below. Who
 * asks about several kinds in one question leases one encoder for each kind through the broker, and
 * keeps it for as long as the answer lasts: what it has prepared is encoded by its bundle, in steps
 * of the device. So the bundle drains behind the answer when it stops. Whatever an encoder needs
 * itself it refers to directly, so that it is there until the last lease has been returned.
 */
@ConsumerType
public interface ContentEncoder {

    /**
     * The property of a service that takes pictures and videos; in parentheses, the filter that
     * finds one.
     */
    String PICTURES = "content=picture";

    /** The property of a service that takes sounds; in parentheses, the filter that finds one. */
    String SOUNDS = "content=sound";

    /**
     * Reads and prepares a piece of content on the caller's thread; called from any thread, by
     * several at once. The encoding itself is left to the input, which the device's thread asks for
     * it as long as the lease lasts.
     *
     * @param content of the kind that the service's property names
     * @return the piece, or its parts in order, such as the pages of a file; each knows how many
     *     tokens it takes and holds nothing that has to be closed
     * @throws io.mingle.api.error.InvalidRequestException if the content is of another kind
     * @throws io.mingle.api.error.MingleException if it cannot be read or is too large, or if the
     *     model in use has no such encoder
     */
    List<Input> prepare(Content content);
}
