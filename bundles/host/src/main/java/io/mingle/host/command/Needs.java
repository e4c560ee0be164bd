package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.model.ModelReport;
import io.mingle.api.model.SubmodelReport;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What something takes of a model that has no network of its own there.
 *
 * @param what as a sentence about it begins
 * @param parts all that it takes
 * @param missing those of them that the model has not, or not whole
 * @param remedy a sentence for those who lack something; may be empty
 */
record Needs(String what, List<String> parts, List<String> missing, String remedy) {

    private static final String HERE = "All of it is here.";

    private static final List<String> ACTING =
            List.of("decoder", "vision encoder", "vision projector");

    private static final List<String> SPEAKING =
            List.of(
                    "talker",
                    "talker flow",
                    "talker vocoder",
                    "talker/tokenizer.json",
                    "talker/s3_bpe/tokenizer.json",
                    "talker/s3_bpe/char_mapping.txt",
                    "talker/voices");

    private static final List<String> COPYING =
            List.of("talker/campplus.onnx", "talker/speech_tokenizer_v1.onnx");

    /** Returns what acting on screens takes: screens are pictures, and thoughts are words. */
    static Needs acting(ModelReport report) {
        return of("Acting on screens", ACTING, part -> isWhole(report, part), "");
    }

    /** Returns what speaking takes, if the model has a talker. */
    static Optional<Needs> speaking(ModelReport report) {
        return forTalker(
                report,
                of(
                        "Speaking",
                        SPEAKING,
                        part -> part.contains("/") ? hasFile(report, part) : isWhole(report, part),
                        "'mingle convert' makes flow, vocoder and voices of what is published."));
    }

    /** Returns what copying the voice of a recording takes, if the model has a talker. */
    static Optional<Needs> copying(ModelReport report) {
        return forTalker(report, of("Copying voices", COPYING, it -> hasGraph(report, it), ""));
    }

    private static Optional<Needs> forTalker(ModelReport report, Needs needs) {
        return networks(report, "talker").isEmpty() ? Optional.empty() : Optional.of(needs);
    }

    private static Needs of(
            String what, List<String> parts, Predicate<String> here, String remedy) {
        return new Needs(what, parts, parts.stream().filter(here.negate()).toList(), remedy);
    }

    private static boolean hasFile(ModelReport report, String file) {
        return Files.exists(report.directory().resolve(file));
    }

    private static boolean isWhole(ModelReport report, String network) {
        return networks(report, network).stream().anyMatch(SubmodelReport::complete);
    }

    private static boolean hasGraph(ModelReport report, String file) {
        return report.graphs().stream()
                .anyMatch(it -> it.file().equals(file) && it.damage().isEmpty());
    }

    private static List<SubmodelReport> networks(ModelReport report, String name) {
        return report.submodels().stream().filter(it -> it.name().equals(name)).toList();
    }

    String text() {
        return "%s needs %s. %s"
                .formatted(what, String.join(", ", parts), missing.isEmpty() ? HERE : lacking())
                .strip();
    }

    private String lacking() {
        return "Of that, %s is not here whole. %s".formatted(String.join(", ", missing), remedy);
    }

    void fill(ObjectNode entry) {
        parts.forEach(entry.putArray("needs")::add);
        missing.forEach(entry.putArray("missing")::add);
    }
}
