package io.mingle.gui.simulator.goal;

import io.mingle.api.gui.Action;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.state.Words;
import io.mingle.gui.simulator.ui.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kinds of goals. */
final class Templates {

    /** Makes goals of a kind. */
    @FunctionalInterface
    interface Template {

        /**
         * Makes one for what a phone holds.
         *
         * @param words to take from what the phone does not hold
         */
        Draft draft(Random random, PhoneState state, Words words);
    }

    /** Makes goals that are about what a phone holds alone. */
    @FunctionalInterface
    interface Plain {

        /** Makes one. */
        Draft draft(Random random, PhoneState state);
    }

    /** Returns a kind of goals that needs no other words. */
    static Template plain(Plain kind) {
        return (random, state, words) -> kind.draft(random, state);
    }

    /** All kinds, each as often as it is to come. */
    static final List<Template> ALL = all();

    private Templates() {}

    private static List<Template> all() {
        List<Template> all = new ArrayList<>(SystemGoals.ALL);
        all.addAll(PeopleGoals.ALL);
        all.addAll(ThingGoals.ALL);
        return List.copyOf(all);
    }

    /** Says something in the language of a phone. */
    static String say(PhoneState state, String english, String chinese, Object... values) {
        return (state.language() == Language.ZH ? chinese : english).formatted(values);
    }

    /** Returns the move that touches a label. */
    static Move tap(PhoneState state, Label label) {
        return new Move.Tap(label.in(state.language()));
    }

    /** Returns one of a list. */
    static <T> T one(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Makes a goal that changes what the phone holds. */
    static Draft changing(String name, String text, Check check, AppId app, Move... moves) {
        return new Draft(name, text, true, check, way(app, new Action.Done(), moves));
    }

    /** Makes a goal that is a question. */
    static Draft asking(String name, String text, String answer, AppId app, Move... moves) {
        return new Draft(
                name,
                text,
                true,
                (before, after, given) -> given.replace(" ", "").contains(answer.replace(" ", "")),
                way(app, new Action.Answer(answer), moves));
    }

    /** Makes a goal that cannot be reached. */
    static Draft impossible(String name, String text, AppId app, Move... moves) {
        return new Draft(
                name,
                text,
                false,
                (before, after, given) -> false,
                way(app, new Action.Infeasible(), moves));
    }

    private static List<Move> way(AppId app, Action end, Move... moves) {
        List<Move> way = new ArrayList<>();
        way.add(new Move.Open(app));
        way.addAll(List.of(moves));
        way.add(new Move.End(end));
        return List.copyOf(way);
    }
}
