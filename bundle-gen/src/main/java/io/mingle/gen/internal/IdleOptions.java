package io.mingle.gen.internal;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.gen.sampling.GuidanceFormula;
import java.util.ArrayList;
import java.util.List;

/** Finds what was asked for and changes nothing, because of what else was asked for. */
final class IdleOptions {

    private IdleOptions() {}

    /**
     * Returns a sentence for whoever asked, or none.
     *
     * @param asked what was asked for
     * @param plan what is done
     * @param beside whether there is a reference
     */
    static List<String> of(DrawingOptions asked, Plan plan, boolean beside) {
        Guidance guidance = plan.guidance();
        double text = guidance.text().orElseThrow();
        double image = guidance.image().orElseThrow();
        boolean chosen = beside && guidance.mode() != Guidance.USUAL.mode();
        if (text <= 1) {
            List<String> idle = new ArrayList<>();
            plan.negative().ifPresent(words -> idle.add("what should not be seen"));
            if (beside && asked.guidance().image().orElse(0) > 1) {
                idle.add("the guidance of the picture");
            }
            if (chosen) {
                idle.add("the mode");
            }
            if (guidance.rescale() > 0) {
                idle.add("rescaling");
            }
            if (guidance.from() > 0 || guidance.to() < 1) {
                idle.add("the interval");
            }
            return idle.isEmpty()
                    ? List.of()
                    : List.of(
                            "With a guidance of %s nothing is compared, so this changes nothing: %s. Ask for a guidance above 1."
                                    .formatted(text, String.join(", ", idle)));
        }
        if (chosen && image <= 1) {
            return List.of(
                    "The mode '%s' changes nothing: modes are for a guidance of the picture above 1, which is %s."
                            .formatted(Recipe.name(guidance.mode()), image));
        }
        GuidanceFormula formula = GuidanceFormula.of(beside, text, image, guidance.mode());
        boolean always = formula.branches().stream().allMatch(branch -> branch.words());
        return plan.negative().isPresent() && always
                ? List.of(
                        "In the mode '%s' words are in all that is compared, so what should not be seen changes nothing. Choose another mode."
                                .formatted(Recipe.name(guidance.mode())))
                : List.of();
    }
}
