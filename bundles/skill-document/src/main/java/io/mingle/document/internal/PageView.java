package io.mingle.document.internal;

import io.mingle.api.model.InstalledModel;
import io.mingle.json.view.ModelView;

/**
 * How much the model in use sees of a picture and reads at once.
 *
 * @param pixels the most pixels of a picture that it sees
 * @param pixelsPerToken how many pixels become one token
 * @param context how many tokens it reads at once, those of its answer included
 */
record PageView(long pixels, int pixelsPerToken, int context) {

    /** The published code for loading pictures has this limit beside that of the checkpoint. */
    private static final long LOADED_TOKENS = 1024;

    /** Reads it from the model's folder. */
    static PageView of(InstalledModel model) {
        ModelView view = ModelView.of(model, "pictures");
        int block = view.block();
        long most = view.pixels("max_pixels", LOADED_TOKENS);
        return new PageView(
                Math.max(block, Math.min(most, LOADED_TOKENS * block)), block, view.context());
    }

    /** Returns how many tokens a picture has at most. */
    int pictureTokens() {
        return (int) (pixels / pixelsPerToken) + 3;
    }
}
