package io.mingle.itests.skill;

import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.util.concurrent.locks.LockSupport;

/** A skill that cannot be activated: it does in its constructor what its kind says. */
public abstract class BrokenSkill implements Skill {

    /** It has a fault of its own. */
    public static final class Throwing extends BrokenSkill {
        /** Called by Declarative Services. */
        public Throwing() {
            throw new IllegalStateException("there is no voice", new ArithmeticException("1 / 0"));
        }
    }

    /**
     * It was compiled against another version of the API, where {@link BundleJar#older} wrote it.
     */
    public static final class Outdated extends BrokenSkill {
        /** Called by Declarative Services. */
        public Outdated() {
            SkillDescription own =
                    new SkillDescription("echo", "1.0.0", "Says it.", "{}", SkillDescription.TEXT);
            if (own.inputSchema().isEmpty()) {
                throw new IllegalStateException("there is no schema");
            }
        }
    }

    /** It is not ready before somebody gives it up. */
    public static final class Slow extends BrokenSkill {
        /** Called by Declarative Services. */
        public Slow() {
            while (!Thread.interrupted()) {
                LockSupport.park(this);
            }
            throw new IllegalStateException("it was given up");
        }
    }

    @Override
    public SkillDescription description() {
        throw new AssertionError("It was never activated");
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        throw new AssertionError("It was never activated");
    }
}
