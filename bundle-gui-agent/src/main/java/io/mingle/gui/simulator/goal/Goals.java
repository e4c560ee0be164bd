package io.mingle.gui.simulator.goal;

import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.state.Words;
import io.mingle.gui.simulator.ui.Interruption;
import io.mingle.gui.simulator.ui.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes goals. */
public final class Goals {

    private static final int TRIES = 8;

    private Goals() {}

    /**
     * Makes a goal to try a model at, on a phone of its own, in any language whose letters this
     * machine has. Words, look and size of the phone are of those that no model learns from.
     *
     * @param seed of all goals; those of different seeds have nothing to do with one another
     * @param index which one, from 0
     * @param languages those to choose from, at least one
     */
    public static Goal of(long seed, int index, List<Language> languages) {
        Random random = new Random(seed * 1_000_003 + index * 7919L);
        random.nextLong();
        PhoneSetup setup =
                PhoneSetup.draw(
                        random,
                        Templates.one(random, languages),
                        Templates.one(random, PhoneSetup.sizes(Split.HELD_OUT)),
                        Split.HELD_OUT);
        Draft draft = draft(random, setup, Templates.ALL.get(index % Templates.ALL.size()));
        return disturbed(random, setup, draft);
    }

    /**
     * Makes a goal of any kind on a phone; half of them are disturbed.
     *
     * @param setup mostly from {@link PhoneSetup#draw}
     */
    public static Goal draw(Random random, PhoneSetup setup) {
        Draft draft = draft(random, setup, Templates.one(random, Templates.ALL));
        return disturbed(random, setup, draft);
    }

    /**
     * Makes goals that begin alike: on one phone, undisturbed, most of them in one app. Their ways
     * lead over some of the same screens.
     *
     * @param setup mostly from {@link PhoneSetup#draw}
     * @param count how many, 1 or more
     */
    public static List<Goal> together(Random random, PhoneSetup setup, int count) {
        List<Goal> goals = new ArrayList<>();
        Move first = null;
        for (int i = 0; i < count; i++) {
            Draft draft = draft(random, setup, Templates.one(random, Templates.ALL));
            for (int tries = 0; first != null && tries < TRIES && !begins(draft, first); tries++) {
                draft = draft(random, setup, Templates.one(random, Templates.ALL));
            }
            first = first == null ? draft.moves().get(0) : first;
            goals.add(new Goal(setup, draft, List.of(), false));
        }
        return goals;
    }

    private static boolean begins(Draft draft, Move first) {
        return draft.moves().get(0).equals(first);
    }

    private static Draft draft(Random random, PhoneSetup setup, Templates.Template kind) {
        return kind.draft(random, setup.phone(List.of()).state(), words(setup));
    }

    private static Words words(PhoneSetup setup) {
        return Words.of(setup.language(), setup.words(), setup.seed());
    }

    private static Goal disturbed(Random random, PhoneSetup setup, Draft draft) {
        Phone phone = setup.phone(List.of());
        Words words = words(setup);
        List<Interruption> coming = new ArrayList<>();
        int kind = random.nextInt(8);
        int tick = 1 + random.nextInt(2);
        switch (kind) {
            case 0 -> coming.add(Interruptions.message(random, phone, words, draft.text(), tick));
            case 1 -> coming.add(Interruptions.update(tick));
            case 2 -> coming.add(Interruptions.permission(random, tick));
            case 3 -> coming.add(Interruptions.trap(random, phone, draft.text(), tick));
            default -> {
                // Half of them are undisturbed.
            }
        }
        return new Goal(setup, draft, coming, kind == 3);
    }
}
