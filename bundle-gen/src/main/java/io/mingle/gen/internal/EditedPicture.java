package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.vision.picture.Bicubic;
import io.mingle.vision.picture.RgbPicture;
import java.util.Optional;

/**
 * A picture that is edited.
 *
 * @param original as it was given
 * @param frame how it is brought to a size of the model
 * @param mask what of it may change; all if empty
 * @param wanted the size of what comes out; if empty that which is drawn, or with a mask that of
 *     the picture
 */
record EditedPicture(
        RgbPicture original,
        ReferenceFrame frame,
        Optional<Mask> mask,
        Optional<PictureSize> wanted) {

    /** Returns it as the networks take it. */
    RgbPicture drawn() {
        return frame.cut(original);
    }

    /** Returns what was asked for, of what the networks made. */
    RgbPicture finished(RgbPicture made) {
        RgbPicture whole = mask.map(it -> frame.pasted(made, original, it.shares())).orElse(made);
        return wanted.map(it -> Bicubic.resize(whole, it.width(), it.height())).orElse(whole);
    }
}
