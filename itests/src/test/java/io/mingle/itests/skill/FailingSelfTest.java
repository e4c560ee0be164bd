package io.mingle.itests.skill;

import io.mingle.api.skill.SelfTest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A self-test that a skill does not pass, and that takes its time, in which nobody ought to call. A
 * component of {@link SkillBundle}.
 */
public final class FailingSelfTest implements SelfTest {

    /** Creates the test; called by Declarative Services. */
    public FailingSelfTest() {}

    @Override
    public void run() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        throw new IllegalStateException(
                EchoSkill.called() ? "it was called untried" : "there is no echo here");
    }
}
