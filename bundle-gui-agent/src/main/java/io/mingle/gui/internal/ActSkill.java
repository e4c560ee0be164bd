package io.mingle.gui.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Offers the agent to those who list and call skills by name. They are asked nothing while it acts:
 * what would be asked about is refused.
 */
@Component(property = "name=" + ActSkill.NAME, configurationPid = "io.mingle.gui")
@Designate(ocd = GuiConfiguration.class)
public final class ActSkill implements Skill {

    static final String NAME = "act";

    private static final String INPUT =
            """
            {
              "type": "object",
              "required": ["goal"],
              "properties": {
                "goal": {"type": "string", "description": "What is to be reached, in words."},
                "device": {"type": "string", "description": "sim, or another address that is allowed."},
                "max_steps": {"type": "integer", "minimum": 1, "maximum": 100},
                "dry_run": {"type": "boolean", "description": "Whether to tell the next action alone."}
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["end", "reason", "device", "dry_run", "steps"],
              "properties": {
                "end": {
                  "type": "string",
                  "enum": ["success", "infeasible", "step limit", "dry run", "refused", "unreadable"]
                },
                "reason": {"type": "string"},
                "answer": {"type": "string"},
                "device": {"type": "string"},
                "dry_run": {"type": "boolean"},
                "steps": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["thought", "reflection", "outcome", "note"],
                    "properties": {
                      "thought": {"type": "string"},
                      "reflection": {"type": "string"},
                      "action": {"type": "string"},
                      "outcome": {"type": "string"},
                      "note": {"type": "string"}
                    }
                  }
                },
                "screen": {"type": "string", "contentMediaType": "image/*"}
              }
            }
            """;

    private final GuiAgent agent;
    private final List<String> devices;
    private final SkillDescription description;

    @Activate
    public ActSkill(
            @Reference GuiAgent agent, GuiConfiguration configuration, BundleContext context) {
        this(
                agent,
                List.of(configuration.skillDevices()),
                context.getBundle().getVersion().toString());
    }

    /**
     * Makes one.
     *
     * @param devices what it may be used on, as {@link GuiConfiguration#skillDevices} has it
     */
    ActSkill(GuiAgent agent, List<String> devices, String version) {
        this.agent = agent;
        this.devices = List.copyOf(devices);
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Acts on a device, such as a simulated phone, until a goal is reached.",
                        INPUT,
                        OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        String device = arguments.get("device") == null ? "sim" : text(arguments, "device");
        if (devices.stream().noneMatch(it -> isMeant(it, device))) {
            throw new InvalidRequestException(
                    "The skill act was asked to act on '%s', which it may not be used on. It may be used on: %s. Whoever runs Mingle sets that as skillDevices of io.mingle.gui."
                            .formatted(device, String.join(", ", devices)));
        }
        ActOptions options = ActOptions.on(device).withApprovalLimit(Duration.ZERO);
        if (arguments.get("max_steps") != null) {
            options = options.withMaxSteps(whole(arguments, "max_steps"));
        }
        if (arguments.get("dry_run") != null) {
            options = options.withDryRun(flag(arguments, "dry_run"));
        }
        return agent.act(text(arguments, "goal"), options).map(ActSkill::result);
    }

    private static boolean isMeant(String allowed, String device) {
        return allowed.endsWith("*")
                ? device.startsWith(allowed.substring(0, allowed.length() - 1))
                : device.equals(allowed);
    }

    private static String text(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    private static int whole(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof Number number
                && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw wrong(name, "a whole number");
    }

    private static boolean flag(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    private static InvalidRequestException wrong(String name, String wanted) {
        return new InvalidRequestException(
                "The skill act wants '%s' as %s. Give what its schema says."
                        .formatted(name, wanted));
    }

    private static SkillResult result(AgentRun run) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("end", words(run.end()));
        values.put("reason", run.reason());
        run.answer().ifPresent(it -> values.put("answer", it));
        values.put("device", run.device());
        values.put("dry_run", run.dryRun());
        values.put("steps", run.steps().stream().map(ActSkill::step).toList());
        if (!run.steps().isEmpty()) {
            values.put("screen", run.steps().get(run.steps().size() - 1).screen().picture());
        }
        return new SkillResult(values);
    }

    private static Map<String, Object> step(AgentStep step) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("thought", step.thought());
        values.put("reflection", step.reflection());
        step.action().map(Action::words).ifPresent(it -> values.put("action", it));
        values.put("outcome", words(step.outcome()));
        values.put("note", step.note());
        return values;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
