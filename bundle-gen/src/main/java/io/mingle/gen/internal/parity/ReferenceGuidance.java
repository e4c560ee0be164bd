package io.mingle.gen.internal.parity;

import io.mingle.api.drawing.Guidance.Mode;
import io.mingle.gen.sampling.GuidanceFormula;
import io.mingle.gen.sampling.SamplingMethods;
import io.mingle.nn.Precision;
import io.mingle.parity.Facts;
import io.mingle.parity.Stages;
import io.mingle.tensor.TensorRuntime;

/** What guidance makes of given velocities. */
final class ReferenceGuidance extends ReferenceProgram {

    ReferenceGuidance(TensorRuntime runtime, String name, Precision precision) {
        super(runtime, name);
        load(precision, (scope, methods) -> SamplingMethods.addGuidance(methods));
    }

    /** Reads the formula of a case. */
    static GuidanceFormula formula(Facts it) {
        return GuidanceFormula.of(
                it.get("reference").booleanValue(),
                it.number("text", 0),
                it.number("image", 0),
                Mode.values()[it.get("mode").intValue() - 1]);
    }

    static void compare(ReferenceGuidance network, Stages stages) {
        Facts facts = network.inputs().get(stages.input());
        GuidanceFormula formula = formula(facts);
        float[] all = network.values().floats("velocities.in");
        int each = all.length / 4;
        float[] needed = new float[formula.branches().size() * each];
        for (int i = 0; i < formula.branches().size(); i++) {
            System.arraycopy(
                    all, formula.branches().get(i).ordinal() * each, needed, i * each, each);
        }
        float[] scales = formula.scales(facts.number("text", 0), facts.number("image", 0));
        float[] guided =
                network.floats(
                        network.run(
                                "guide",
                                network.run(
                                        "begin", network.of(needed, needed.length / each, each)),
                                formula.places(),
                                network.of(scales, scales.length)));
        stages.compare("guidance", "guided", guided);
    }
}
