package io.mingle.gui.simulator.goal;

import io.mingle.api.error.InternalException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.ui.Dialog;
import io.mingle.gui.simulator.ui.Effect;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Hands;
import io.mingle.gui.simulator.ui.Layout;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import io.mingle.gui.simulator.ui.Placed;
import io.mingle.gui.simulator.ui.Size;
import io.mingle.gui.simulator.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy that knows the way: it sees what is on a phone, and says what to do next. It scrolls to
 * what is not in view, declines what comes uninvited, and goes back from where it should not be.
 *
 * <p>Not safe for several threads. One guide leads through one run.
 */
public final class Guide {

    /** More than any way has; a way that has more leads nowhere. */
    private static final int MOST = 60;

    private static final List<Label> DECLINING =
            List.of(Label.LATER, Label.DENY, Label.DISMISS, Label.CANCEL);

    private final List<Move> moves;
    private final Size size;
    private final List<Place> places;
    private int next;

    private Guide(List<Move> moves, Size size, List<Place> places) {
        this.moves = moves;
        this.size = size;
        this.places = places;
    }

    /**
     * A way that was gone once, undisturbed.
     *
     * @param moves what it consists of
     * @param size of the screen
     * @param places where each move is done
     * @param after the phone at its end
     * @param actions how many it took
     */
    record Way(List<Move> moves, Size size, List<Place> places, Phone after, int actions) {

        /** Returns one who leads along it from the beginning. */
        Guide guide() {
            return new Guide(moves, size, places);
        }
    }

    /**
     * Goes a way.
     *
     * @param start the phone as it is switched on
     * @throws InternalException if the way leads nowhere
     */
    static Way way(List<Move> moves, Size size, Phone start) {
        List<Place> places = new ArrayList<>();
        Guide guide = new Guide(moves, size, places);
        Phone phone = undisturbed(start);
        int actions = 0;
        while (actions < MOST && guide.next < moves.size()) {
            int before = guide.next;
            Place place = phone.ui().place();
            Action action = guide.moved(phone);
            if (guide.next > before) {
                places.add(place);
            }
            phone = Hands.act(phone, size, action);
            actions++;
        }
        if (guide.next < moves.size()) {
            throw lost(moves.get(guide.next));
        }
        return new Way(moves, size, List.copyOf(places), phone, actions);
    }

    private static Phone undisturbed(Phone phone) {
        return phone.with(Ui.start(phone.ui().icons(), List.of()));
    }

    /**
     * Says what to do next.
     *
     * @param phone as it is now
     * @return an action; the last one ends the run
     */
    public Action next(Phone phone) {
        Optional<Dialog> dialog = phone.ui().dialog().filter(Dialog::uninvited);
        if (dialog.isPresent()) {
            return declined(phone, dialog.get());
        }
        boolean lost = next < places.size() && !phone.ui().place().equals(places.get(next));
        boolean opens = moves.get(Math.min(next, moves.size() - 1)) instanceof Move.Open;
        if (lost && !opens) {
            return new Action.Press(Key.BACK);
        }
        return moved(phone);
    }

    /**
     * Says what {@link #next} would say, without going on.
     *
     * @param phone as it is now
     * @return an action
     */
    public Action peek(Phone phone) {
        int before = next;
        try {
            return next(phone);
        } finally {
            next = before;
        }
    }

    private Action declined(Phone phone, Dialog dialog) {
        for (Label label : DECLINING) {
            for (Element button : dialog.buttons()) {
                if (button.text().equals(phone.say(label))) {
                    return new Action.Tap(spot(phone, button.text(), false).orElseThrow());
                }
            }
        }
        return new Action.Press(Key.BACK);
    }

    private Action moved(Phone phone) {
        Move move = moves.get(next);
        if (move instanceof Move.Find find) {
            if (isSeen(phone, find.text())) {
                next++;
                return moved(phone);
            }
            return scrolled(phone, move);
        }
        if (move instanceof Move.Tap tap) {
            return touched(phone, move, tap.text(), false);
        }
        if (move instanceof Move.Hold hold) {
            return touched(phone, move, hold.text(), true);
        }
        next++;
        if (move instanceof Move.Open open) {
            return new Action.OpenApp(open.app().name(phone.state().language()));
        }
        if (move instanceof Move.Type type) {
            return new Action.Type(type.text());
        }
        return ((Move.End) move).action();
    }

    private Action touched(Phone phone, Move move, String text, boolean held) {
        Optional<Point> spot = spot(phone, text, held);
        if (spot.isPresent()) {
            next++;
            return held ? new Action.LongPress(spot.get()) : new Action.Tap(spot.get());
        }
        if (phone.ui().banner().isPresent()) {
            return new Action.Swipe(new Point(0.5, 0.05), new Point(0.5, 0));
        }
        return scrolled(phone, move);
    }

    private Action scrolled(Phone phone, Move move) {
        if (phone.ui().scroll() >= Layout.of(phone, size).most()) {
            throw lost(move);
        }
        return new Action.Scroll(Direction.DOWN);
    }

    private boolean isSeen(Phone phone, String text) {
        return Layout.of(phone, size).reachable().stream()
                .anyMatch(it -> it.element().text().equals(text));
    }

    /** Returns a spot of something that nothing else covers. */
    private Optional<Point> spot(Phone phone, String text, boolean held) {
        Layout layout = Layout.of(phone, size);
        List<Placed> reachable = layout.reachable();
        for (Placed placed : reachable) {
            Element element = placed.element();
            Effect effect = held ? element.hold() : element.tap();
            if (!element.text().equals(text) || effect == Effect.NONE) {
                continue;
            }
            for (double share : new double[] {0.5, 0.25, 0.75}) {
                int x = placed.seen().x + (int) (placed.seen().width * share);
                int y = placed.seen().y + placed.seen().height / 2;
                Placed top = null;
                for (Placed each : layout.placed()) {
                    top = reachableAt(each, reachable, x, y) ? each : top;
                }
                if (top == placed) {
                    return Optional.of(
                            new Point((x + 0.5) / size.width(), (y + 0.5) / size.height()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean reachableAt(Placed placed, List<Placed> reachable, int x, int y) {
        return placed.seen().contains(x, y) && reachable.contains(placed);
    }

    private static InternalException lost(Move move) {
        return new InternalException(
                "The way to a goal of the simulator leads nowhere: %s cannot be done. This is a fault of the goal; report it with its seed."
                        .formatted(move),
                null);
    }
}
