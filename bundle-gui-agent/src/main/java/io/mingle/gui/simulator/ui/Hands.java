package io.mingle.gui.simulator.ui;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does actions on a phone. */
public final class Hands {

    private Hands() {}

    /**
     * Does an action, and lets happen what is due by then.
     *
     * @throws InvalidRequestException if it cannot be done now
     */
    public static Phone act(Phone phone, Size size, Action action) {
        return later(done(phone, size, action));
    }

    private static Phone done(Phone phone, Size size, Action action) {
        Layout layout = Layout.of(phone, size);
        if (action instanceof Action.Tap tap) {
            return at(layout, size, tap.at()).map(it -> it.tap().on(phone)).orElse(phone);
        }
        if (action instanceof Action.LongPress press) {
            return at(layout, size, press.at()).map(it -> it.hold().on(phone)).orElse(phone);
        }
        if (action instanceof Action.Scroll scroll) {
            return scrolled(phone, layout, scroll.direction());
        }
        if (action instanceof Action.Swipe swipe) {
            return swiped(phone, layout, size, swipe);
        }
        if (action instanceof Action.Type type) {
            return typed(phone, type.text());
        }
        if (action instanceof Action.Press press) {
            return pressed(phone, press.key());
        }
        if (action instanceof Action.OpenApp open) {
            return opened(phone, open.name());
        }
        return phone;
    }

    /** What comes by itself waits until no question is open. */
    private static Phone later(Phone phone) {
        List<Interruption> left = new ArrayList<>(phone.ui().coming());
        Phone now = phone.with(phone.ui().later(left));
        boolean due =
                !left.isEmpty()
                        && left.get(0).tick() <= now.ui().tick()
                        && now.ui().dialog().isEmpty();
        if (!due) {
            return now;
        }
        Interruption next = left.remove(0);
        Ui ui = phone.ui().later(left);
        return next.effect().on(phone.with(ui));
    }

    private static Optional<Element> at(Layout layout, Size size, Point spot) {
        int x = spot.pixelX(size.width());
        int y = spot.pixelY(size.height());
        Element found = null;
        for (Placed placed : layout.placed()) {
            boolean blocked = layout.dialog() != null && !layout.dialog().contains(placed.bounds());
            if (!blocked && placed.seen().contains(x, y)) {
                found = placed.element();
            }
        }
        return Optional.ofNullable(found);
    }

    private static Phone swiped(Phone phone, Layout layout, Size size, Action.Swipe swipe) {
        boolean banner =
                at(layout, size, swipe.from())
                        .map(it -> it.role() == Element.Role.BANNER)
                        .orElse(false);
        if (banner) {
            return phone.with(phone.ui().withBanner(null));
        }
        return scrolled(phone, layout, swipe.direction());
    }

    private static Phone scrolled(Phone phone, Layout layout, Direction direction) {
        Ui ui = phone.ui();
        if (layout.dialog() != null) {
            return phone;
        }
        if (ui.place().equals(Place.HOME) && direction == Direction.DOWN) {
            return phone.to(AppId.HOME, "drawer", "");
        }
        int step = layout.view().height * 3 / 4;
        int wanted =
                switch (direction) {
                    case DOWN -> ui.scroll() + step;
                    case UP -> ui.scroll() - step;
                    default -> ui.scroll();
                };
        return phone.with(ui.withScroll(Math.max(0, Math.min(layout.most(), wanted))));
    }

    private static Phone typed(Phone phone, String text) {
        String focus = phone.ui().focus();
        if (focus.isEmpty() || phone.ui().dialog().isPresent()) {
            throw new InvalidRequestException(
                    "No field has the focus, so that nothing can be typed. Tap a field first.");
        }
        boolean enter = text.endsWith("\n");
        String written = phone.ui().draft(focus) + text.replace('\n', ' ').stripTrailing();
        Ui ui = phone.ui().withDraft(focus, written);
        return phone.with(enter ? ui.withFocus("") : ui);
    }

    /** Does what a key of the keyboard on the screen does. */
    static Phone key(Phone phone, char key) {
        String focus = phone.ui().focus();
        String draft = phone.ui().draft(focus);
        return switch (key) {
            case '⌫' ->
                    phone.with(
                            phone.ui()
                                    .withDraft(
                                            focus,
                                            draft.substring(0, Math.max(0, draft.length() - 1))));
            case '↵' -> phone.with(phone.ui().withFocus(""));
            case '␣' -> phone.with(phone.ui().withDraft(focus, draft + " "));
            default -> phone.with(phone.ui().withDraft(focus, draft + key));
        };
    }

    private static Phone pressed(Phone phone, Key key) {
        return switch (key) {
            case BACK -> goBack(phone);
            case HOME -> goHome(phone);
            case ENTER -> phone.with(phone.ui().withFocus(""));
        };
    }

    /** Closes the question, else the keyboard, else goes one place back. */
    static Phone goBack(Phone phone) {
        if (phone.ui().dialog().isPresent()) {
            return phone.unasked();
        }
        return phone.ui().focus().isEmpty() ? phone.back() : phone.with(phone.ui().withFocus(""));
    }

    /** Goes to the home screen; a question goes away unanswered. */
    static Phone goHome(Phone phone) {
        return phone.with(phone.ui().at(List.of(Place.HOME)).withDialog(null));
    }

    private static Phone opened(Phone phone, String name) {
        AppId app =
                AppId.named(name)
                        .orElseThrow(
                                () ->
                                        new InvalidRequestException(
                                                "There is no app '%s' on this phone. There are: %s."
                                                        .formatted(name, installed(phone))));
        return phone.unasked().open(app);
    }

    private static String installed(Phone phone) {
        return AppId.WITH_ICONS.stream()
                .map(it -> it.name(phone.state().language()))
                .collect(Collectors.joining(", "));
    }
}
