package io.mingle.gui.simulator.ui;

import io.mingle.gui.simulator.app.Apps;
import io.mingle.gui.simulator.state.Alarm;
import io.mingle.gui.simulator.state.Label;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything on the screen of a phone is: bars, the page as far as it is scrolled, and what
 * lies over it.
 */
public final class Layout {

    private static final int COLUMNS = 3;

    /** How high a key is; a field and a button stay in view above the keyboard. */
    private static final double KEY = 1.5;

    private static final String[] KEYS = {
        "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm⌫", "␣↵"
    };

    private final Phone phone;
    private final Size size;
    private final Page page;
    private final List<Placed> placed = new ArrayList<>();
    private final Rectangle view;
    private final int content;
    private Rectangle dialog;

    private Layout(Phone phone, Size size) {
        this.phone = phone;
        this.size = size;
        page = Apps.page(phone);
        int top = size.letters(1.2) + (page.title().isEmpty() ? 0 : size.letters(2.4));
        int keyboard = phone.ui().focus().isEmpty() ? 0 : size.letters(KEY) * KEYS.length;
        int bottom = size.height() - size.letters(2) - keyboard;
        view = new Rectangle(0, top, size.width(), bottom - top);
        content = page();
        bars();
        if (keyboard > 0) {
            keyboard(bottom);
        }
        phone.ui().banner().ifPresent(this::banner);
        phone.ui().dialog().ifPresent(this::dialog);
    }

    /** Lays a phone's screen out. */
    public static Layout of(Phone phone, Size size) {
        return new Layout(phone, size);
    }

    /** Returns everything, from back to front. */
    public List<Placed> placed() {
        return placed;
    }

    /** Returns what can be seen and touched now: only the dialog, where there is one. */
    public List<Placed> reachable() {
        return placed.stream()
                .filter(it -> dialog == null || dialog.contains(it.bounds()))
                .filter(Placed::isSeen)
                .toList();
    }

    /** Returns the part of the screen where the page is. */
    public Rectangle view() {
        return view;
    }

    /** Returns where the dialog is, or null. */
    public Rectangle dialog() {
        return dialog;
    }

    /** Returns the page. */
    public Page shown() {
        return page;
    }

    /** Returns how far the page can be scrolled, in pixels. */
    public int most() {
        return Math.max(0, content - view.height);
    }

    private int page() {
        int scroll = phone.ui().scroll();
        int y = view.y - scroll;
        int column = 0;
        int side = size.letters(0.6);
        for (Element element : page.elements()) {
            int width = size.width() - 2 * side;
            if (element.role() == Element.Role.TILE) {
                int tile = size.width() / COLUMNS;
                int height = size.letters(5.4);
                place(element, new Rectangle(column * tile, y, tile, height), view);
                column = (column + 1) % COLUMNS;
                y += column == 0 ? height : 0;
            } else {
                List<String> lines = lines(element, width);
                int height = height(element, lines.size());
                Rectangle bounds = new Rectangle(side, y, width, height);
                placed.add(new Placed(element, bounds, bounds.intersection(view), lines));
                y += height + size.letters(0.2);
            }
        }
        y += column == 0 ? 0 : size.letters(5.4);
        page.corner()
                .ifPresent(
                        it -> {
                            int round = size.letters(3);
                            place(
                                    it,
                                    new Rectangle(
                                            size.width() - round - side,
                                            view.y + view.height - round - side,
                                            round,
                                            round),
                                    view);
                        });
        // The corner covers the end of the page, unless that can be scrolled further.
        int spare = page.corner().isPresent() ? size.letters(3.6) : size.letters(0.4);
        return y + scroll - view.y + spare;
    }

    private List<String> lines(Element element, int width) {
        return switch (element.role()) {
            case TEXT -> TextLines.of(element.text(), size.letters(), width);
            case MINE, THEIRS ->
                    TextLines.of(element.text(), size.letters(), width * 3 / 4 - size.letters());
            default -> List.of();
        };
    }

    private int height(Element element, int lines) {
        return switch (element.role()) {
            case TEXT -> size.letters(1.4 * lines + 0.6);
            case MINE, THEIRS -> size.letters(1.4 * lines + 0.8);
            case FIELD -> size.letters(3);
            default -> size.letters(2.6);
        };
    }

    private void bars() {
        int letters = size.letters();
        if (!page.title().isEmpty()) {
            int bar = size.letters(2.4);
            icon(
                    Icon.BACK,
                    Label.BACK,
                    new Rectangle(0, size.letters(1.2), bar, bar),
                    Hands::goBack);
        }
        int top = size.height() - size.letters(2);
        int third = size.width() / 3;
        icon(Icon.BACK, Label.BACK, new Rectangle(0, top, third, 2 * letters), Hands::goBack);
        icon(Icon.HOME, Label.HOME, new Rectangle(third, top, third, 2 * letters), Hands::goHome);
    }

    private void icon(Icon icon, Label label, Rectangle bounds, Effect effect) {
        String text = phone.say(label);
        place(
                new Element(Element.Role.ICON, text, "", icon, false, effect, Effect.NONE),
                bounds,
                whole());
    }

    private void keyboard(int top) {
        int height = size.letters(KEY);
        for (int row = 0; row < KEYS.length; row++) {
            String keys = KEYS[row];
            int width = size.width() / Math.max(keys.length(), row == 4 ? 2 : 9);
            int left = (size.width() - width * keys.length()) / 2;
            for (int i = 0; i < keys.length(); i++) {
                char key = keys.charAt(i);
                Element element =
                        new Element(
                                Element.Role.KEY,
                                String.valueOf(key),
                                "",
                                Icon.NONE,
                                false,
                                it -> Hands.key(it, key),
                                Effect.NONE);
                place(
                        element,
                        new Rectangle(left + i * width, top + row * height, width, height),
                        whole());
            }
        }
    }

    private void banner(Banner banner) {
        int side = size.letters(0.4);
        int width = size.width() - 2 * side;
        List<String> lines = TextLines.of(banner.text(), size.letters(), width - size.letters());
        Rectangle bounds =
                new Rectangle(
                        side, size.letters(0.3), width, size.letters(1.4 * lines.size() + 1.0));
        Element element =
                new Element(
                        Element.Role.BANNER,
                        banner.text(),
                        "",
                        Icon.NONE,
                        false,
                        it -> banner.tap().on(it.with(it.ui().withBanner(null))),
                        Effect.NONE);
        placed.add(new Placed(element, bounds, bounds, lines));
    }

    private void dialog(Dialog its) {
        int side = size.letters(1);
        int width = size.width() - 2 * side;
        int inner = width - 2 * size.letters(0.6);
        List<String> lines = TextLines.of(its.text(), size.letters(), inner);
        int text = size.letters(1.4 * lines.size() + 1.2);
        int button = size.letters(2.6);
        int height = text + its.buttons().size() * (button + size.letters(0.4));
        int y = (size.height() - height) / 2;
        dialog = new Rectangle(side, y, width, height);
        Rectangle bounds = new Rectangle(side + size.letters(0.6), y, inner, text);
        placed.add(new Placed(Element.text(its.text()), bounds, bounds, lines));
        y += text;
        for (Element element : its.buttons()) {
            place(element, new Rectangle(bounds.x, y, inner, button), whole());
            y += button + size.letters(0.4);
        }
    }

    private Rectangle whole() {
        return new Rectangle(0, 0, size.width(), size.height());
    }

    private void place(Element element, Rectangle bounds, Rectangle clip) {
        placed.add(new Placed(element, bounds, bounds.intersection(clip), List.of()));
    }

    /** Returns the clock's text on the status bar: it goes on with each action. */
    static String time(Phone phone) {
        int minutes = 9 * 60 + phone.ui().tick();
        return Alarm.time(minutes / 60 % 24, minutes % 60);
    }
}
