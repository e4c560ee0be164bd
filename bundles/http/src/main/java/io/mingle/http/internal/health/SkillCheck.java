package io.mingle.http.internal.health;

import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.skill.Skill;
import io.mingle.broker.Broker;
import java.time.Duration;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** Whether a skill can be had. Strangers may read it, so that it says nothing of the machine. */
record SkillCheck(Broker broker, String name) implements HealthCheck {

    @Override
    public Result execute() {
        try {
            broker.lease(Skill.class, "(name=" + name + ")", Duration.ZERO).close();
            return new Result(Result.Status.OK, "It can be called.");
        } catch (SkillUnavailableException e) {
            return new Result(
                    Result.Status.TEMPORARILY_UNAVAILABLE,
                    "It is being replaced, drained, or could not be built up.");
        } catch (MingleException e) {
            return new Result(Result.Status.CRITICAL, "It cannot be had: " + e.code() + ".");
        }
    }
}
