package io.mingle.api.gui.device;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * What a device shows.
 *
 * @param picture a screenshot, of {@code width} by {@code height} pixels
 * @param width in pixels, 1 to {@value #MOST_PIXELS}
 * @param height in pixels, 1 to {@value #MOST_PIXELS}
 * @param app the name of the app that is in front; empty on the home screen, or if the device does
 *     not tell
 * @param elements what the device's accessibility tree has, from back to front; empty if there is
 *     no such tree. Copied
 */
public record Screen(
        Picture picture, int width, int height, String app, List<ScreenElement> elements) {

    /** The longest side that is accepted, in pixels. */
    public static final int MOST_PIXELS = 10_000;

    /** Returns the size alone. */
    public ScreenSize size() {
        return new ScreenSize(width, height);
    }

    /**
     * Checks the size.
     *
     * @throws InvalidRequestException if it is out of its range, or something is missing
     */
    public Screen {
        if (picture == null || app == null || elements == null) {
            throw new InvalidRequestException(
                    "A screen was reported without picture, app or elements; leave the latter"
                            + " empty.");
        }
        if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS) {
            throw new InvalidRequestException(
                    "The screen has %s by %s pixels; 1 to %s each are accepted. Choose a smaller resolution of the device."
                            .formatted(width, height, MOST_PIXELS));
        }
        elements = List.copyOf(elements);
    }
}
