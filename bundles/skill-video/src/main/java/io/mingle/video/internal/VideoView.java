package io.mingle.video.internal;

import io.mingle.api.content.FrameLimits;
import io.mingle.api.model.InstalledModel;
import io.mingle.json.view.ModelView;

/**
 * How much of a video the model in use sees, and how much it reads at once.
 *
 * @param model its folder, which tells it from others
 * @param least pixels that a frame is encoded with at least
 * @param most pixels that a frame is encoded with at most
 * @param block pixels that become one token, in two frames
 * @param context how many tokens it reads at once, those of its answer included
 */
record VideoView(String model, long least, long most, int block, int context) {

    /** Tokens that the published model has of a video, about. */
    private static final int TOTAL_TOKENS = 9216;

    private static final int LEAST_TOKENS = 128;
    private static final int MOST_TOKENS = 768;
    private static final double MARGIN = 1.05;

    /** What a prompt has beside the words, in tokens. */
    private static final int FRAME_TOKENS = 32;

    /** Reads it from the model's folder. */
    static VideoView of(InstalledModel model) {
        ModelView view = ModelView.of(model, "videos");
        long least = view.pixels("min_pixels_video", LEAST_TOKENS);
        long most = view.pixels("max_pixels_video", MOST_TOKENS);
        return new VideoView(
                model.directory().toAbsolutePath().normalize().toString(),
                Math.max(view.block(), least),
                Math.max(view.block(), Math.max(least, most)),
                view.block(),
                view.context());
    }

    /** Returns the most pixels that each of so many frames is encoded with, by its limits. */
    private double pixels(int frames, FrameLimits limits) {
        double total =
                limits.totalPixels() > 0 ? limits.totalPixels() : (double) TOTAL_TOKENS * block;
        double low = limits.minPixels() > 0 ? limits.minPixels() : (double) LEAST_TOKENS * block;
        double cap =
                Math.max(Math.min((double) MOST_TOKENS * block, total / frames * 2), low * MARGIN);
        if (limits.maxPixels() > 0) {
            cap = Math.min(cap, limits.maxPixels());
        }
        return Math.max(least * MARGIN, Math.min(cap, most));
    }

    /** Bounds the tokens of so many frames. */
    int tokens(int frames, FrameLimits limits) {
        return (int) ((frames + 1) / 2 * Math.ceil(pixels(frames, limits) / block));
    }

    /**
     * Returns how many frames fit, if they are shown as small as need be.
     *
     * @param tokens that they may take
     * @param wanted frames at most
     * @return an even number, 2 or more
     */
    int frames(int tokens, int wanted, FrameLimits limits) {
        int frames = Math.max(2, wanted / 2 * 2);
        while (frames > 2 && tokens(frames, within(tokens, limits)) > tokens) {
            frames -= 2;
        }
        return frames;
    }

    /**
     * Returns limits by which frames take no more tokens together, as long as each has its least.
     */
    private FrameLimits within(int tokens, FrameLimits limits) {
        long total = (long) Math.min(tokens, TOTAL_TOKENS) * block;
        boolean isLess =
                limits.totalPixels() == 0 ? tokens < TOTAL_TOKENS : total < limits.totalPixels();
        return isLess ? new FrameLimits(limits.minPixels(), limits.maxPixels(), total) : limits;
    }

    /**
     * Returns the limits that frames are shown by so that they take no more tokens together.
     *
     * @param isFile frames of a folder have no limit of all of them together, so each gets its own
     */
    FrameLimits shown(int frames, int tokens, FrameLimits limits, boolean isFile) {
        FrameLimits within = within(tokens, limits);
        return isFile
                ? within
                : new FrameLimits(limits.minPixels(), (long) pixels(frames, within), 0);
    }

    /**
     * Returns how many tokens frames may take beside words and an answer.
     *
     * @param characters of all words; a token has at least about one
     * @param answer tokens that may be answered
     */
    int room(int characters, int answer) {
        int left = context - answer(answer) - FRAME_TOKENS - Math.min(characters, words(answer));
        return Math.max(1, Math.min(TOTAL_TOKENS + TOTAL_TOKENS / 10, left));
    }

    /** Returns how many characters of words are shown beside frames at most. */
    int words(int answer) {
        return Math.max(64, (context - answer(answer)) / 2);
    }

    /** Returns how many tokens an answer gets. */
    int answer(int wanted) {
        return Math.min(wanted, context / 4);
    }

    /** Returns limits by which a frame is seen roughly. */
    FrameLimits rough() {
        return new FrameLimits(0, (long) Math.max(least, LEAST_TOKENS * block * MARGIN), 0);
    }
}
