package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one action out of a text of any known form, with whatever stands around it.
 *
 * <p>What it reads is data: nothing is evaluated. Two different actions in one text are none:
 * nobody can know which was meant.
 *
 * @param scale what the numbers of a spot count, unless they show it themselves
 * @param fingers whether directions of {@code scroll} are those of the finger, as in Android in the
 *     Zoo, instead of those of the page
 */
public record ActionReader(Scale scale, boolean fingers) {

    /** The longest text that is looked at, in characters. */
    public static final int MOST_CHARACTERS = 16_000;

    /** How far two spots of a gesture are one (Android in the Wild, action matching). */
    static final double TAP = 0.04;

    /** What a call has instead of its meaning. */
    private static final class Unclear extends Exception {

        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads.
     *
     * @param text what a model or an annotator wrote
     * @param width of the screen in pixels
     * @param height of the screen in pixels
     * @return the one action that is in it, or why there is none
     */
    public Reading read(String text, int width, int height) {
        if (text.length() > MOST_CHARACTERS) {
            return new Reading.Unread(
                    "The text has %s characters; an action is looked for in at most %s."
                            .formatted(text.length(), MOST_CHARACTERS));
        }
        String part = Reply.actionPart(text);
        Calls calls = Calls.in(part);
        Set<Action> actions = new LinkedHashSet<>();
        String problem = null;
        for (Call call : calls.found()) {
            try {
                actions.add(action(call, new Spots(scale, width, height)));
            } catch (Unclear | Spots.Missing e) {
                String verb = call.verb().isEmpty() ? "an object" : call.verb();
                if (problem == null || Verbs.isKnown(call.verb())) {
                    problem = "'%s' %s.".formatted(verb, e.getMessage());
                }
            }
        }
        if (actions.isEmpty()) {
            Action bare = bare(part);
            if (bare != null) {
                actions.add(bare);
            }
        }
        if (actions.size() == 1) {
            return new Reading.Read(actions.iterator().next());
        }
        if (actions.size() > 1) {
            return new Reading.Unread(
                    "There are %s different actions, and each step has one."
                            .formatted(actions.size()));
        }
        return new Reading.Unread(why(problem, calls.malformed()));
    }

    private static String why(String problem, String malformed) {
        if (problem != null) {
            return problem;
        }
        return malformed.isEmpty()
                ? "There is no action. Write one of: " + Verbs.offered() + "."
                : "There is no action that can be read, but " + malformed + ".";
    }

    /**
     * Reads a verb without parentheses, such as {@code PRESS_BACK}, that stands on a line alone.
     */
    private static Action bare(String part) {
        for (String line : part.split("\\R")) {
            try {
                String verb = Call.fold(line);
                if (!verb.isEmpty() && !Character.isDigit(verb.charAt(0))) {
                    return new ActionReader(Scale.FRACTIONS, false)
                            .action(new Call(verb, Map.of()), new Spots(Scale.FRACTIONS, 1, 1));
                }
            } catch (Unclear | Spots.Missing e) {
                // Then this line is none.
            }
        }
        return null;
    }

    private Action action(Call call, Spots spots) throws Unclear, Spots.Missing {
        Verbs.Meaning meaning = Verbs.meaning(call.verb());
        if (call.verb().isEmpty()) {
            return compact(call, spots);
        }
        if (meaning == null) {
            throw new Unclear("is no action; there are " + Verbs.offered());
        }
        return switch (meaning) {
            case CLICK -> new Action.Tap(spots.one(call));
            case LONG_PRESS -> new Action.LongPress(spots.one(call));
            case GESTURE -> gesture(spots.one(call), spots.end(call));
            case SWIPE -> swipe(call, spots);
            case SCROLL -> new Action.Scroll(scrolled(call));
            case TYPE ->
                    new Action.Type(
                            text(
                                    call,
                                    "text",
                                    "content",
                                    "typedtext",
                                    "typetext",
                                    "resultactiontext"));
            case KEY -> new Action.Press(key(text(call, "key", "button", "keys")));
            case BACK -> new Action.Press(Key.BACK);
            case HOME -> new Action.Press(Key.HOME);
            case ENTER -> new Action.Press(Key.ENTER);
            case OPEN -> new Action.OpenApp(text(call, "appname", "app", "name", "text"));
            case WAIT -> new Action.Wait();
            case ANSWER -> new Action.Answer(text(call, "text", "content", "message", "answer"));
            case DONE -> new Action.Done();
            case IMPOSSIBLE -> new Action.Infeasible();
            case STATUS -> status(call);
            case HOVER -> new Action.Hover(spots.one(call));
            case SELECT ->
                    new Action.Select(spots.one(call), text(call, "option", "text", "value"));
        };
    }

    /** Reads an object without a verb: its keys are the verbs. */
    private Action compact(Call call, Spots spots) throws Unclear, Spots.Missing {
        if (call.any("press") != null) {
            return new Action.Press(key(call.text("press")));
        }
        if (call.any("type") != null) {
            return new Action.Type(call.text("type"));
        }
        if (call.any("point") != null) {
            return touched(call, spots);
        }
        if (call.any("status") != null
                && !Call.fold(call.text("status")).matches("continue|start")) {
            return status(call);
        }
        if (call.any("duration") != null) {
            return new Action.Wait();
        }
        throw new Unclear("names no action");
    }

    private static Action touched(Call call, Spots spots) throws Unclear, Spots.Missing {
        Point at = spots.one(call);
        Point end = spots.end(call);
        if (end != null) {
            return new Action.Swipe(at, end);
        }
        if (call.any("to") != null) {
            return new Action.Scroll(direction(call.text("to")).opposite());
        }
        boolean held =
                call.any("duration") instanceof BigDecimal millis
                        && millis.compareTo(CompactForm.LONG) >= 0;
        return held ? new Action.LongPress(at) : new Action.Tap(at);
    }

    private static Action gesture(Point touch, Point lift) {
        return lift == null || touch.distance(lift) <= TAP
                ? new Action.Tap(touch)
                : new Action.Swipe(touch, lift);
    }

    /** A swipe that has a direction alone is that of a finger. */
    private static Action swipe(Call call, Spots spots) throws Unclear, Spots.Missing {
        if (call.any("dualpoint") instanceof Map<?, ?> both) {
            Object from = both.get("from");
            Object to = both.get("to");
            return new Action.Swipe(spots.point(from, false), spots.point(to, false));
        }
        Object direction = call.any("direction");
        List<Object> unnamed = Spots.unnamed(call);
        if (direction == null && unnamed.size() == 1 && Spots.numbers(unnamed).isEmpty()) {
            direction = unnamed.get(0);
        }
        if (direction != null) {
            return new Action.Scroll(direction(direction.toString()).opposite());
        }
        if (unnamed.size() == 4) {
            return new Action.Swipe(
                    spots.point(unnamed.subList(0, 2), false),
                    spots.point(unnamed.subList(2, 4), false));
        }
        if (unnamed.size() == 2) {
            return new Action.Swipe(
                    spots.point(unnamed.get(0), false), spots.point(unnamed.get(1), false));
        }
        Point end = spots.end(call);
        if (end == null) {
            throw new Unclear("does not say where it ends");
        }
        return new Action.Swipe(spots.one(call), end);
    }

    private Direction scrolled(Call call) throws Unclear {
        Direction read;
        if (call.verb().length() > "scroll".length()) {
            read = direction(call.verb().substring("scroll".length()));
        } else if (call.any("scroll") instanceof Map<?, ?> amounts) {
            read = byAmounts(amounts);
        } else if (call.any("direction") != null) {
            read = direction(call.text("direction"));
        } else if (call.any("down", "up", "left", "right") != null) {
            read = byAmounts(call.arguments());
        } else {
            read = direction(text(call, "to"));
        }
        return fingers ? read.opposite() : read;
    }

    /** Returns the direction whose amount is largest; a negative one counts for the contrary. */
    private static Direction byAmounts(Map<?, ?> amounts) throws Unclear {
        Direction best = null;
        BigDecimal most = BigDecimal.ZERO;
        for (Direction each : Direction.values()) {
            List<BigDecimal> amount = Spots.numbers(amounts.get(Call.fold(each.name())));
            if (!amount.isEmpty() && amount.get(0).abs().compareTo(most) > 0) {
                most = amount.get(0).abs();
                best = amount.get(0).signum() < 0 ? each.opposite() : each;
            }
        }
        if (best == null) {
            throw new Unclear("does not say how far to scroll");
        }
        return best;
    }

    private static Action status(Call call) throws Unclear {
        String status = Call.fold(text(call, "goalstatus", "status", "taskstatus", "argument"));
        return switch (status) {
            case "success",
                    "successful",
                    "complete",
                    "completed",
                    "finish",
                    "finished",
                    "satisfied",
                    "done" ->
                    new Action.Done();
            case "infeasible", "impossible", "failure", "fail", "failed", "interrupt" ->
                    new Action.Infeasible();
            default ->
                    throw new Unclear(
                            "has the status '" + status + "'; say complete or infeasible");
        };
    }

    private static Direction direction(String word) throws Unclear {
        String folded = Call.fold(word);
        for (Direction each : Direction.values()) {
            if (Call.fold(each.name()).equals(folded)) {
                return each;
            }
        }
        return switch (folded) {
            case "上", "向上" -> Direction.UP;
            case "下", "向下" -> Direction.DOWN;
            case "左", "向左" -> Direction.LEFT;
            case "右", "向右" -> Direction.RIGHT;
            default ->
                    throw new Unclear(
                            "has the direction '" + word + "'; say up, down, left or right");
        };
    }

    private static Key key(String word) throws Unclear {
        return switch (Call.fold(word).replaceFirst("^(press|keycode|key)", "")) {
            case "back" -> Key.BACK;
            case "home" -> Key.HOME;
            case "enter", "return" -> Key.ENTER;
            default -> throw new Unclear("has the key '" + word + "'; say back, home or enter");
        };
    }

    /** Returns the first of the named arguments, or the one that has no name. */
    private static String text(Call call, String... names) throws Unclear {
        String named = call.text(names);
        List<Object> unnamed = Spots.unnamed(call);
        if (named == null && unnamed.isEmpty()) {
            throw new Unclear("lacks '" + names[0] + "'");
        }
        String text = named == null ? unnamed.get(unnamed.size() - 1).toString() : named;
        if (text.length() > Action.MOST_CHARACTERS) {
            throw new Unclear("has more than " + Action.MOST_CHARACTERS + " characters");
        }
        return text;
    }
}
