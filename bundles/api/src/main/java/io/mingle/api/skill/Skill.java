package io.mingle.api.skill;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An ability that describes itself, so that callers can list and use it without being compiled
 * against it.
 *
 * <p>Register it as a service with the property {@code name}, the name of its description, and
 * declare the capability {@code io.mingle.skill} in the bundle. It has to be safe to call from any
 * thread. When its bundle stops, calls that were begun through the broker are finished first,
 * within its drain time-out.
 */
@ConsumerType
public interface Skill {

    /**
     * Tells what this skill is called, what it does, and what it wants.
     *
     * @return always the same
     */
    SkillDescription description();

    /**
     * Begins to do it.
     *
     * <p>Problems that are found after the call has returned are reported by the {@link
     * io.mingle.api.event.Failed} event of the generation.
     *
     * @param request arguments that fit the input schema
     * @return what fits the output schema, under way; a text should come as {@link
     *     io.mingle.api.event.TextDelta}s meanwhile, so that people can read along
     * @throws InvalidRequestException if the arguments do not fit the schema
     */
    Generation<SkillResult> invoke(SkillRequest request);
}
