package io.mingle.gui.internal;

import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.skill.SkillResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Component;

/**
 * Shows two goals on a simulated phone, with the screen at the end. Whether a goal is reached,
 * people judge: what the model says of it is no proof.
 */
@Component(property = "name=" + ActSkill.NAME)
public final class ActDemo implements Demo {

    private static final String DEVICE = "sim:1/en";
    private static final List<String> GOALS =
            List.of("Turn on Airplane mode.", "Set an alarm for 07:30.");

    /** Twice as many as the longer one takes. */
    private static final int MOST_STEPS = 16;

    @Override
    public List<DemoCase> cases() {
        return GOALS.stream().map(ActDemo::of).toList();
    }

    private static DemoCase of(String goal) {
        return DemoCase.of(
                        goal,
                        ActSkill.NAME,
                        Map.of("goal", goal, "device", DEVICE, "max_steps", MOST_STEPS))
                .judgedBy(ActDemo::outcome);
    }

    /** The line is what was done, step by step. */
    private static DemoOutcome outcome(SkillResult result) {
        DemoOutcome shown = DemoOutcome.of(result);
        List<String> line = new ArrayList<>();
        if (result.values().get("steps") instanceof List<?> steps) {
            steps.stream()
                    .map(it -> ((Map<?, ?>) it).get("action"))
                    .filter(Objects::nonNull)
                    .forEach(it -> line.add(it.toString()));
        }
        return new DemoOutcome(
                shown.verdict(), shown.expected(), String.join("; ", line), shown.shown());
    }
}
