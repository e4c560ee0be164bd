package io.mingle.http.internal.images;

import io.mingle.api.drawing.DrawingOptions;
import java.util.Optional;

/**
 * What a client wants to have drawn or changed, and how it wants to be told.
 *
 * @param model as the client calls it, if it does
 * @param prompt what is to be seen, or to change
 * @param options how to draw
 * @param format of the pictures
 * @param stream whether they are sent as they come
 * @param partial how many previews of each are sent at most, 0 to 3
 */
public record PictureRequest(
        Optional<String> model,
        String prompt,
        DrawingOptions options,
        PictureFormat format,
        boolean stream,
        int partial) {}
