package io.mingle.host;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.broker.Lease;
import io.mingle.host.launch.Platform;
import java.util.List;
import java.util.stream.Stream;

/** Skills by their names. */
record NamedSkills(Platform platform, Calls calls, Encoders encoders) {

    /** Understanding under the name by which skills are called. */
    private static final String UNDERSTANDING = "understanding";

    /** Begins to use a skill; see {@link Mingle#invoke}. */
    Generation<SkillResult> invoke(String skill, SkillRequest request) {
        String filter = filter(skill);
        if (request == null) {
            throw new InvalidRequestException(
                    "The skill %s was called without a request. Pass one.".formatted(skill));
        }
        if (skill.equals(UNDERSTANDING)) {
            encoders.await(request.arguments().values().stream().flatMap(NamedSkills::elements));
        }
        return calls.begin(Skill.class, filter, provider -> provider.invoke(request));
    }

    private static Stream<?> elements(Object value) {
        return value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
    }

    /** Tells what a skill wants and what it makes; see {@link Mingle#skill}. */
    SkillDescription description(String skill) {
        try (Lease<Skill> lease = calls.lease(Skill.class, filter(skill))) {
            return lease.service().description();
        } catch (SkillUnavailableException e) {
            boolean declared =
                    platform.bundles().stream()
                            .flatMap(bundle -> bundle.skills().stream())
                            .anyMatch(it -> it.name().equals(skill));
            if (declared) {
                throw e;
            }
            List<String> names =
                    platform.values(Skill.class.getName(), null, "name").stream()
                            .filter(SkillDescription::isName)
                            .toList();
            throw new InvalidRequestException(
                    "There is no skill '%s'. %s."
                            .formatted(
                                    skill,
                                    names.isEmpty()
                                            ? "There is none at all; install a bundle with one"
                                            : "There are: " + String.join(", ", names)),
                    e);
        }
    }

    private static String filter(String skill) {
        if (!SkillDescription.isName(skill)) {
            throw new InvalidRequestException(
                    "'%s' is no skill's name. Names are small letters, digits and hyphens, as its description tells it."
                            .formatted(skill));
        }
        return "(name=" + skill + ")";
    }
}
