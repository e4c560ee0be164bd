package io.mingle.itests.swap;

import io.mingle.itests.skill.SkillBundle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One case of a replacement under load.
 *
 * @param target what is replaced
 * @param caller by what way it is called meanwhile
 * @param way how it is replaced
 * @param gap between the end of a replacement and the next
 */
record Cell(Target target, Caller caller, Way way, Duration gap) {

    private static final List<Duration> GAPS =
            List.of(
                    Duration.ZERO,
                    Duration.ofMillis(50),
                    Duration.ofMillis(200),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1));

    /** What is replaced. */
    enum Target {
        VISION("io.mingle.vision"),
        CORE("io.mingle.core"),
        SKILL(SkillBundle.ASKING),
        AUDIO("io.mingle.audio");

        private final String bundle;

        Target(String bundle) {
            this.bundle = bundle;
        }

        String bundle() {
            return bundle;
        }
    }

    /** By what way callers come. */
    enum Caller {
        /** {@code Mingle.ask} and {@code invoke}. */
        FACADE,
        /** A lease from the façade, held for one call. */
        LEASE,
        /** {@code Broker.generate}. */
        BROKER,
        /** A skill that calls through the broker, called the same way. */
        SKILL
    }

    /** How a bundle is replaced. */
    enum Way {
        /** {@code Swapper.swap}. */
        SWAPPER,
        /** A file that is copied into the folder of skills. */
        FOLDER,
        /** {@code Bundle.update}, and a refresh. */
        UPDATE
    }

    /** Returns cases in which every two values of different columns come together. */
    static List<Cell> pairwise() {
        List<Cell> cells = new ArrayList<>();
        for (Target target : Target.values()) {
            for (int gap = 0; gap < GAPS.size(); gap++) {
                int row = target.ordinal();
                cells.add(
                        new Cell(
                                target,
                                Caller.values()[(row + gap) % Caller.values().length],
                                Way.values()[(row + 2 * gap) % Way.values().length],
                                GAPS.get(gap)));
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return "%s, called by %s, replaced by %s, %s ms apart"
                .formatted(target, caller, way, gap.toMillis())
                .toLowerCase(Locale.ROOT);
    }
}
