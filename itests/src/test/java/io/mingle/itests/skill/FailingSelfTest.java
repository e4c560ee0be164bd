package io.mingle.itests.skill;

import io.mingle.api.skill.SelfTest;

/** A self-test that a skill does not pass. A component of {@link SkillBundle}. */
public final class FailingSelfTest implements SelfTest {

    /** Creates the test; called by Declarative Services. */
    public FailingSelfTest() {}

    @Override
    public void run() {
        throw new IllegalStateException("there is no echo here");
    }
}
