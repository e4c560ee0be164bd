package io.mingle.gui.simulator;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.gui.simulator.state.Content;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Interruption;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Size;
import io.mingle.gui.simulator.ui.Theme;
import io.mingle.gui.simulator.ui.Ui;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which phone it is.
 *
 * @param seed of what it holds
 * @param language of its texts
 * @param size of its screen
 * @param look seed of its theme
 * @param words what it holds is made of
 */
public record PhoneSetup(long seed, Language language, Size size, long look, Split words) {

    /**
     * Sizes of screens: multiples of the 28 pixels that become one token of a vision encoder, so
     * that letters stay as sharp as they are drawn, and small, 135 to 160 tokens.
     */
    private static final List<Size> LEARNT =
            List.of(new Size(280, 448), new Size(252, 448), new Size(252, 420));

    private static final List<Size> HELD_OUT = List.of(new Size(280, 420), new Size(252, 476));

    private static final Pattern ADDRESS =
            Pattern.compile("(\\d{1,18})?(?:/(en|zh))?(?:/(\\d{3,4})x(\\d{3,4}))?");

    /** Returns the sizes of screens that a split has. */
    public static List<Size> sizes(Split split) {
        return switch (split) {
            case TRAINING -> LEARNT;
            case HELD_OUT -> HELD_OUT;
            case ALL -> Stream.concat(LEARNT.stream(), HELD_OUT.stream()).toList();
        };
    }

    /**
     * Draws a phone.
     *
     * @param size of its screen, mostly one of {@link #sizes}
     * @param split of its words and its look
     */
    public static PhoneSetup draw(Random random, Language language, Size size, Split split) {
        long seed = random.nextInt(Integer.MAX_VALUE);
        long look;
        do {
            look = random.nextInt(Integer.MAX_VALUE);
        } while (split != Split.ALL && Theme.isHeldOut(look) != (split == Split.HELD_OUT));
        return new PhoneSetup(seed, language, size, look, split);
    }

    /**
     * Reads the part of an address behind {@code sim:}: a seed, a language and a size, each of
     * which may be left out: {@code 7/zh/360x640}.
     *
     * @throws InvalidRequestException if it is something else
     */
    static PhoneSetup of(String rest) {
        Matcher matcher = ADDRESS.matcher(rest);
        if (!matcher.matches()) {
            throw new InvalidRequestException(
                    "The simulated phone 'sim:%s' was asked for. Write sim, or sim:SEED/LANGUAGE/SIZE, such as sim:7/zh/360x640; each part may be left out."
                            .formatted(rest));
        }
        long seed = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        Language language =
                matcher.group(2) == null
                        ? Language.EN
                        : Language.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        Size size = LEARNT.get(0);
        if (matcher.group(3) != null) {
            size = new Size(Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(4)));
            if (size.width() < 240 || size.width() > size.height() || size.height() > 2400) {
                throw new InvalidRequestException(
                        "The simulated phone was asked for with %s by %s pixels. It is upright, 240 wide or more, and 2400 high or less."
                                .formatted(size.width(), size.height()));
            }
        }
        return new PhoneSetup(seed, language, size, seed, Split.ALL);
    }

    /** Returns its address. */
    public String address() {
        return "sim:%s/%s/%sx%s".formatted(seed, language.code(), size.width(), size.height());
    }

    /** Returns the phone as it is switched on. */
    public Phone phone(List<Interruption> coming) {
        List<AppId> icons = new ArrayList<>(AppId.WITH_ICONS);
        Collections.shuffle(icons, new Random(look));
        return new Phone(Content.of(seed, language, words), Ui.start(icons, coming));
    }
}
