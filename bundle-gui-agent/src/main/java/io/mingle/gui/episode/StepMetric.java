package io.mingle.gui.episode;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.device.ScreenElement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a step counts as right, as a published evaluator has it. They differ, so that figures of
 * different profiles cannot be compared.
 */
public enum StepMetric {

    /**
     * Android in the Wild, {@code action_matching.py}: two taps match in one annotated box, 2.4
     * times as large, or within 0.14; two drags by their axis; other actions by their kind alone.
     */
    AITW {
        @Override
        String kind(Action action) {
            return isTouch(action) || isMovement(action) ? "gesture" : exactKind(action);
        }

        @Override
        double match(Action made, EpisodeStep step) {
            Action known = step.action();
            if (isTouch(made) && isTouch(known)) {
                return one(
                        inOneBox(at(made), at(known), step.areas(), 2.4)
                                || at(made).distance(at(known)) <= FAR);
            }
            if (isMovement(made) && isMovement(known)) {
                return one(isAcross(direction(made)) == isAcross(direction(known)));
            }
            return one(!isTouch(made) && !isTouch(known) && !isMovement(made));
        }
    },

    /**
     * AgentCPM-GUI's evaluator, for AITZ, GUI-Odyssey and CAGUI: a tap in a box around the known
     * spot, 1.2 times as large, or within 0.14; a text that has the other in it; waiting is an end.
     */
    AGENTCPM {
        @Override
        String kind(Action action) {
            return agentCpmKind(action);
        }

        @Override
        double match(Action made, EpisodeStep step) {
            return agentCpm(made, step, around(step, 1.2), FAR);
        }
    },

    /** The same for AndroidControl: a tap in one of the five nearest boxes, or within 0.04. */
    AGENTCPM_ANDROID_CONTROL {
        @Override
        String kind(Action action) {
            return agentCpmKind(action);
        }

        @Override
        double match(Action made, EpisodeStep step) {
            List<Area> nearest =
                    isTouch(step.action())
                            ? Stream.concat(step.areas().stream(), step.tree().boxes().stream())
                                    .map(it -> it.enlarged(1.2))
                                    .sorted(
                                            Comparator.comparingDouble(
                                                    it -> it.distance(at(step.action()))))
                                    .limit(5)
                                    .toList()
                            : List.of();
            return agentCpm(made, step, nearest, NEAR);
        }
    },

    /**
     * AndroidControl's own metric, as UGround's evaluator has it: a tap in the smallest element
     * with words at the known spot; within 0.14 if the tree has none there. Opening an app may be a
     * tap on its name, going back one on "back". All else exactly.
     */
    ANDROID_CONTROL {
        @Override
        boolean isEqual(Action made, EpisodeStep step) {
            if (!(made instanceof Action.Tap tap)) {
                return false;
            }
            String words = element(tap.at(), step).map(it -> Texts.normal(it.text())).orElse("");
            Action known = step.action();
            return known instanceof Action.OpenApp open && words.contains(Texts.normal(open.name()))
                    || known.equals(new Action.Press(Key.BACK)) && words.contains("back");
        }

        @Override
        double match(Action made, EpisodeStep step) {
            return usual(
                    made,
                    step,
                    at -> {
                        Point known = at(step.action());
                        return element(known, step)
                                .map(it -> it.contains(at))
                                .orElse(at.distance(known) <= FAR);
                    },
                    String::equals);
        }
    },

    /**
     * Android in the Zoo, {@code coat/evaluate.py}: a tap with the known one in a box 1.2 times as
     * large, or within 0.14; a text that has the other in it, or four fifths of its letters. Its
     * overlap of boxes is left out: actions here are spots.
     */
    AITZ {
        @Override
        double match(Action made, EpisodeStep step) {
            return usual(
                    made,
                    step,
                    at ->
                            at.distance(at(step.action())) <= FAR
                                    || inOneBox(at, at(step.action()), step.areas(), 1.2),
                    (one, other) -> Texts.contain(one, other) || Texts.likeness(one, other) > 0.8);
        }
    },

    /**
     * OS-Atlas: a tap within 0.14, no boxes; texts and apps by an F1 over 0.5; all else exactly.
     */
    OS_ATLAS {
        @Override
        double match(Action made, EpisodeStep step) {
            return usual(made, step, at -> at.distance(at(step.action())) <= FAR, F1);
        }
    },

    /** GUI-Odyssey: a tap within 0.14 or in the box; a text by containing or half its letters. */
    GUI_ODYSSEY {
        @Override
        double match(Action made, EpisodeStep step) {
            return usual(
                    made,
                    step,
                    at ->
                            at.distance(at(step.action())) <= FAR
                                    || around(step, 1).stream().anyMatch(it -> it.contains(at)),
                    (one, other) -> Texts.contain(one, other) || Texts.likeness(one, other) >= 0.5);
        }
    },

    /** GUICourse: a tap within 0.14 counts the more the nearer it is; texts by an F1 over 0.5. */
    GUICOURSE {
        @Override
        double match(Action made, EpisodeStep step) {
            if (isTouch(made)) {
                return Math.max(0, 1 - at(made).distance(at(step.action())) / FAR);
            }
            return usual(made, step, at -> false, F1);
        }
    };

    private static final double FAR = 0.14;
    private static final double NEAR = 0.04;
    private static final Same F1 = (one, other) -> one.equals(other) || Texts.f1(one, other) > 0.5;

    /**
     * What a step counts.
     *
     * @param readable whether there was an action at all
     * @param kind whether it was of the right kind
     * @param exact 1 if it was right, 0 if it was wrong; between in profiles that have that
     */
    public record Match(boolean readable, boolean kind, double exact) {}

    private interface Same {
        boolean test(String one, String other);
    }

    private interface Hit {
        boolean test(Point at);
    }

    /** Finds a profile by its name, in lower case with hyphens. */
    public static StepMetric named(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(it -> it.name().equals(constant))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "There is no profile of metrics '%s'. There are: %s."
                                                .formatted(
                                                        name,
                                                        Arrays.stream(values())
                                                                .map(StepMetric::label)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** Returns its name, in lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Compares.
     *
     * @param made what the model wanted to do; empty if that could not be read, which counts as
     *     wrong
     * @param step what was done
     */
    public Match match(Optional<Action> made, EpisodeStep step) {
        if (made.isEmpty()) {
            return new Match(false, false, 0);
        }
        if (isEqual(made.get(), step)) {
            return new Match(true, true, 1);
        }
        boolean same = kind(made.get()).equals(kind(step.action()));
        return new Match(true, same, same ? match(made.get(), step) : 0);
    }

    /** Tells whether an action of another kind does the same. */
    boolean isEqual(Action made, EpisodeStep step) {
        return false;
    }

    /** Returns what kind an action is for this profile. */
    String kind(Action action) {
        return isMovement(action) ? "scroll" : exactKind(action);
    }

    /** Compares two actions of one kind. */
    abstract double match(Action made, EpisodeStep step);

    private static String exactKind(Action action) {
        return action.kind().name();
    }

    private static String agentCpmKind(Action action) {
        return switch (action.kind()) {
            case WAIT, DONE, INFEASIBLE -> "stop";
            case SWIPE, SCROLL -> "scroll";
            default -> exactKind(action);
        };
    }

    private static double agentCpm(Action made, EpisodeStep step, List<Area> boxes, double far) {
        return usual(
                made,
                step,
                at ->
                        boxes.stream().anyMatch(it -> it.contains(at))
                                || at.distance(at(step.action())) <= far,
                Texts::contain);
    }

    private static double usual(Action made, EpisodeStep step, Hit hit, Same same) {
        Action known = step.action();
        if (isTouch(made)) {
            return one(hit.test(at(made)));
        }
        if (isMovement(made)) {
            return one(direction(made) == direction(known));
        }
        if (made instanceof Action.Type type) {
            return one(same.test(type.text(), ((Action.Type) known).text()));
        }
        if (made instanceof Action.OpenApp open) {
            return one(same.test(open.name(), ((Action.OpenApp) known).name()));
        }
        if (made instanceof Action.Answer answer) {
            return one(same.test(answer.text(), ((Action.Answer) known).text()));
        }
        if (made instanceof Action.Press) {
            return one(made.equals(known));
        }
        // What is left ends or waits, and its kind is all there is to it.
        return 1;
    }

    private static double one(boolean right) {
        return right ? 1 : 0;
    }

    private static List<Area> around(EpisodeStep step, double factor) {
        return isTouch(step.action())
                ? step.areas().stream()
                        .map(it -> it.enlarged(factor))
                        .filter(it -> it.contains(at(step.action())))
                        .toList()
                : List.of();
    }

    /** Returns the smallest element with words at a spot. */
    private static Optional<ScreenElement> element(Point spot, EpisodeStep step) {
        return step.tree().elements().stream()
                .filter(it -> !it.text().isEmpty() && it.contains(spot))
                .min(
                        Comparator.comparingDouble(
                                it -> (it.right() - it.left()) * (it.bottom() - it.top())));
    }

    private static boolean inOneBox(Point one, Point other, List<Area> areas, double factor) {
        return areas.stream()
                .map(it -> it.enlarged(factor))
                .anyMatch(it -> it.contains(one) && it.contains(other));
    }

    private static boolean isTouch(Action action) {
        return switch (action.kind()) {
            case TAP, LONG_PRESS, HOVER, SELECT -> true;
            default -> false;
        };
    }

    private static boolean isMovement(Action action) {
        return action.kind() == ActionKind.SWIPE || action.kind() == ActionKind.SCROLL;
    }

    private static Point at(Action action) {
        if (action instanceof Action.Tap tap) {
            return tap.at();
        }
        if (action instanceof Action.LongPress press) {
            return press.at();
        }
        if (action instanceof Action.Hover hover) {
            return hover.at();
        }
        return ((Action.Select) action).at();
    }

    private static Direction direction(Action action) {
        return action instanceof Action.Scroll scroll
                ? scroll.direction()
                : ((Action.Swipe) action).direction();
    }

    private static boolean isAcross(Direction direction) {
        return direction == Direction.LEFT || direction == Direction.RIGHT;
    }
}
