package io.mingle.trainer.internal.acting;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Point;
import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Hands;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.Size;
import java.awt.Rectangle;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Screens that somebody comes to who touches what there is, with questions about them.
 *
 * @param split of the phones
 * @param languages of the phones, one or more
 */
record ScreenSource(Split split, List<Language> languages) implements PictureSource {

    private static final int QUESTIONS = 4;
    private static final int LONGEST_WALK = 6;

    @Override
    public Size typical(SplittableRandom random) {
        return typical(random, split);
    }

    static Size typical(SplittableRandom random, Split split) {
        var sizes = PhoneSetup.sizes(split);
        var size = sizes.get(random.nextInt(sizes.size()));
        return new Size(size.width(), size.height());
    }

    @Override
    public Sample draw(SplittableRandom random, int width, int height) {
        Random choices = new Random(random.nextLong());
        while (true) {
            PhoneSetup setup = setup(choices, languages, split, width, height);
            Phone phone = setup.phone(List.of());
            for (int i = choices.nextInt(LONGEST_WALK + 1); i > 0; i--) {
                phone = further(choices, phone, setup);
            }
            ReadableScreen screen = DrawnScreen.of(phone, setup).paint();
            List<Turn> turns = new ScreenQuestions(screen).ask(choices, QUESTIONS);
            if (!turns.isEmpty()) {
                return screen.sample(turns);
            }
        }
    }

    static PhoneSetup setup(
            Random random, List<Language> languages, Split split, int width, int height) {
        return PhoneSetup.draw(
                random,
                languages.get(random.nextInt(languages.size())),
                new io.mingle.gui.simulator.ui.Size(width, height),
                split);
    }

    /** Touches something, seldom what leads back, or scrolls. */
    private static Phone further(Random random, Phone phone, PhoneSetup setup) {
        if (random.nextInt(6) == 0) {
            return Hands.act(phone, setup.size(), new Action.Scroll(Direction.DOWN));
        }
        List<Placed> elements =
                DrawnScreen.of(phone, setup).elements().stream()
                        .filter(it -> it.element().isTouchable())
                        .filter(
                                it ->
                                        it.element().role() != Element.Role.ICON
                                                || random.nextInt(8) == 0)
                        .toList();
        if (elements.isEmpty()) {
            return phone;
        }
        Rectangle seen = elements.get(random.nextInt(elements.size())).seen();
        Point spot =
                new Point(
                        seen.getCenterX() / setup.size().width(),
                        seen.getCenterY() / setup.size().height());
        boolean held = random.nextInt(8) == 0;
        return Hands.act(
                phone, setup.size(), held ? new Action.LongPress(spot) : new Action.Tap(spot));
    }
}
