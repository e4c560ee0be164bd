package io.mingle.trainer.internal.drawing;

import io.mingle.vision.picture.RgbPicture;
import java.awt.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A picture to be drawn, as the generator has it.
 *
 * @param prompt what is asked for
 * @param source the picture that is edited
 * @param target what is to come out
 * @param change what of each place of a latent may change, 0 to 1, row by row; all of a picture
 *     that is drawn from words alone
 * @param said what the prompt says, see {@link Said}
 * @param labels what lies where in the target, see {@link LatentLabels}
 */
record DrawingExample(
        String prompt,
        Optional<Source> source,
        RgbPicture target,
        float[] change,
        int[] said,
        int[] labels) {

    /**
     * A picture that is edited.
     *
     * @param shown as the vision encoder looks at it, twice as large
     * @param picture as the generator has it
     * @param labels what lies where in it
     */
    record Source(RgbPicture shown, RgbPicture picture, int[] labels) {

        private static Optional<Source> of(Layout layout) {
            Canvas canvas = layout.paint(PAINTED);
            return Optional.of(
                    new Source(canvas.picture(), canvas.halved(), LatentLabels.of(layout)));
        }
    }

    /** The side of pictures in pixels. */
    static final int SIDE = 64;

    /** Pictures are painted in twice their size. */
    private static final int PAINTED = 2 * SIDE;

    /** The places on a side of a latent. */
    static final int PLACES = 16;

    private static final Wish.Subject[] SUBJECTS = Wish.Subject.values();
    private static final Change.Sort[] CHANGES = Change.Sort.values();
    private static final Sight.Sort[] SIGHTS = Sight.Sort.values();

    /** Draws a picture from words that is not kept for the evaluation. */
    static DrawingExample drawn(SplittableRandom random) {
        Wish wish;
        do {
            wish = Wish.of(random, SUBJECTS[random.nextInt(SUBJECTS.length)]);
        } while (wish.isKept());
        return drawn(random, wish);
    }

    private static DrawingExample drawn(SplittableRandom random, Wish wish) {
        Layout layout = Arrangement.of(random, wish);
        float[] all = new float[PLACES * PLACES];
        Arrays.fill(all, 1);
        return new DrawingExample(
                WishWords.of(random, wish),
                Optional.empty(),
                layout.paint(PAINTED).halved(),
                all,
                Said.of(wish),
                LatentLabels.of(layout));
    }

    /** Draws a change that is not kept for the evaluation. */
    static DrawingExample edited(SplittableRandom random) {
        Change change;
        do {
            change = Change.of(random, CHANGES[random.nextInt(CHANGES.length)]);
        } while (change.isKept());
        Optional<Naming> old = change.named(random);
        return new DrawingExample(
                ChangeWords.of(random, change, old),
                Source.of(change.before()),
                change.after().paint(PAINTED).halved(),
                places(change.region(PAINTED)),
                Said.of(change, old),
                LatentLabels.of(change.after()));
    }

    /** Draws what is seen of a picture. */
    static DrawingExample seen(SplittableRandom random) {
        Sight sight = Sight.of(random, SIGHTS[random.nextInt(SIGHTS.length)]);
        Optional<Naming> name = sight.named(random);
        return new DrawingExample(
                sight.prompt(random, name),
                Source.of(sight.layout()),
                sight.paint(PAINTED).halved(),
                places(sight.region(PAINTED)),
                Said.of(sight, name),
                LatentLabels.of(sight));
    }

    /** Returns the places of a latent in which a region or something near it lies, 1 for each. */
    private static float[] places(Shape region) {
        Canvas mask = new Canvas(PAINTED, 0);
        mask.spread(region);
        boolean[] painted = mask.painted();
        int step = PAINTED / PLACES;
        float[] places = new float[PLACES * PLACES];
        for (int i = 0; i < painted.length; i++) {
            if (painted[i]) {
                int row = i / PAINTED / step;
                places[row * PLACES + i % PAINTED / step] = 1;
            }
        }
        return places;
    }

    /** Returns the pixels of a picture from -1 to 1, [3, height, width]. */
    static float[] pixels(RgbPicture picture) {
        int count = picture.width() * picture.height();
        float[] pixels = new float[3 * count];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < 3; c++) {
                pixels[c * count + i] = (picture.rgb()[3 * i + c] & 0xFF) / 127.5f - 1;
            }
        }
        return pixels;
    }
}
