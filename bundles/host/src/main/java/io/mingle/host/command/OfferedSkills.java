package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.MingleException;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.understanding.Grounding;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.json.SkillJson;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The skills that can be called by their names, and what they take. */
final class OfferedSkills {

    private static final Duration MOMENT = Duration.ofMillis(500);

    private OfferedSkills() {}

    /**
     * Waits for the model: services come when it is there. Without it, what there is gets listed
     * all the same.
     *
     * @return why it does not come; empty if it is there
     */
    static Optional<MingleException> awaitModel(Session session, Mingle mingle) {
        try {
            session.patiently("loading the model", () -> mingle.lease(Grounding.class)).close();
            return Optional.empty();
        } catch (MingleException e) {
            return Optional.of(e);
        }
    }

    /** Lists them by name, once the model is there; tells why, if it does not come. */
    static List<SkillDescription> list(Session session, Mingle mingle) {
        Optional<MingleException> absence = awaitModel(session, mingle);
        List<SkillDescription> all = now(mingle);
        absence.ifPresent(it -> ErrorLine.print(it, session.err(), session.verbose()));
        return all;
    }

    /** Lists those that are there, by name. */
    static List<SkillDescription> now(Mingle mingle) {
        List<SkillDescription> all = new ArrayList<>();
        for (String name : mingle.values(Skill.class, "name")) {
            if (!SkillDescription.isName(name)) {
                continue; // Nobody can call it; the broker has warned of it.
            }
            try (Lease<Skill> lease =
                    mingle.broker().lease(Skill.class, "(name=" + name + ")", MOMENT)) {
                all.add(lease.service().description());
            } catch (MingleException e) {
                // It is being replaced, or cannot be built up: the table of bundles tells.
                continue;
            }
        }
        return all;
    }

    /** Prints one: what it does, and its arguments, those in brackets that may be left out. */
    static void print(SkillDescription skill, PrintStream out) {
        out.println(skill.name() + ": " + skill.summary());
        Map<String, Boolean> names;
        try {
            names = SkillJson.argumentNames(skill);
        } catch (MingleException e) {
            out.println("    " + e.getMessage());
            return;
        }
        out.println(
                names.isEmpty()
                        ? "    no arguments"
                        : names.entrySet().stream()
                                .map(it -> it.getValue() ? it.getKey() : "[" + it.getKey() + "]")
                                .collect(Collectors.joining(" ", "    ", "")));
    }

    /** Describes one for programs. */
    static ObjectNode object(SkillDescription skill) {
        ObjectNode object = Json.object();
        object.put("skill", skill.name()).put("version", skill.version());
        object.put("summary", skill.summary());
        object.set("input_schema", Json.tree(skill.inputSchema()));
        object.set("output_schema", Json.tree(skill.outputSchema()));
        return object;
    }
}
