package io.mingle.gen.internal.parity;

import io.mingle.gen.sampling.FlowMatchSchedule;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceValues;
import java.util.function.Consumer;

/** The noise before each step, of several configurations. */
final class ReferenceSchedule {

    private static final String FILE = "gen-schedule/expected.json";

    private ReferenceSchedule() {}

    static void compare(Consumer<Finding> findings) {
        for (Facts it : ReferenceValues.facts(ReferenceSchedule.class, FILE).get("cases")) {
            String config = it.get("config").toString();
            FlowMatchSchedule schedule =
                    FlowMatchSchedule.read(ConfigSection.parse(config, "config"));
            int steps = it.get("steps").intValue();
            int tokens = it.get("tokens").intValue();
            float[] sigmas = schedule.sigmas(steps, tokens);
            float[] times = new float[steps];
            for (int i = 0; i < steps; i++) {
                times[i] = schedule.time(sigmas[i]);
            }
            String input = "%s, %s steps, %s tokens".formatted(config, steps, tokens);
            findings.accept(finding("noise of steps", input, it.get("sigmas"), sigmas));
            findings.accept(finding("times of steps", input, it.get("times"), times));
        }
    }

    private static Finding finding(String stage, String input, Facts expected, float[] found) {
        return new Finding(
                stage, input, Precision.FLOAT32, Difference.float32(expected.floats(), found));
    }
}
