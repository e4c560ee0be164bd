package io.mingle.gui.simulator.goal;

import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.ui.Interruption;
import io.mingle.gui.simulator.ui.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes goals. */
public final class Goals {

    private Goals() {}

    /**
     * Makes a goal on a phone of its own, in any language whose letters this machine has.
     *
     * @param seed of all goals; those of different seeds have nothing to do with one another
     * @param index which one, from 0
     * @param languages those to choose from, at least one
     */
    public static Goal of(long seed, int index, List<Language> languages) {
        Random random = new Random(seed * 1_000_003 + index * 7919L);
        random.nextLong();
        PhoneSetup setup =
                new PhoneSetup(
                        random.nextInt(Integer.MAX_VALUE),
                        Templates.one(random, languages),
                        Templates.one(random, PhoneSetup.SIZES),
                        random.nextInt(Integer.MAX_VALUE));
        Phone phone = setup.phone(List.of());
        Draft draft = Templates.ALL.get(index % Templates.ALL.size()).draft(random, phone.state());
        List<Interruption> coming = new ArrayList<>();
        int kind = random.nextInt(8);
        int tick = 1 + random.nextInt(2);
        switch (kind) {
            case 0 -> coming.add(Interruptions.message(random, phone, draft.text(), tick));
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
