package io.mingle.host;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import io.mingle.api.error.MingleException;
import io.mingle.host.launch.Platform;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Those who turn pictures and sounds into what the model reads.
 *
 * <p>Whoever answers knows only that an encoder is not there, and waits for it. The platform can
 * tell why one is missing, and at once if it is for good; and who may still come, as in a start, is
 * waited for here as long as for any other service.
 */
record Encoders(Platform platform, Patience patience) {

    /** By its name: the host computes nothing itself. */
    private static final String SERVICE = "io.mingle.thinker.ContentEncoder";

    private static final String OF_PICTURES = "(content=picture)";
    private static final String OF_SOUNDS = "(content=sound)";

    /**
     * Waits until somebody encodes each kind of content.
     *
     * @param content what is to be encoded; of anything else nothing is expected
     * @throws MingleException why nobody does
     */
    void await(Stream<?> content) {
        content.map(Encoders::filter)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(
                        filter ->
                                patience.wait(
                                        SERVICE,
                                        filter,
                                        wait -> {
                                            platform.reach(SERVICE, filter, wait);
                                            return filter;
                                        },
                                        refused -> false));
    }

    private static String filter(Object piece) {
        if (piece instanceof Picture || piece instanceof Video) {
            return OF_PICTURES;
        }
        return piece instanceof Sound ? OF_SOUNDS : null;
    }
}
