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
 */
record Needs(String what, List<String> parts, List<String> missing) {

    private static final List<String> ACTING =
            List.of("decoder", "vision encoder", "vision projector");

    /** Graphs, which are no tensors that could be counted. */
    private static final List<String> COPYING =
            List.of("talker/campplus.onnx", "talker/speech_tokenizer_v1.onnx");

    /** Returns what acting on screens takes: screens are pictures, and thoughts are words. */
    static Needs acting(ModelReport report) {
        return of(
                "Acting on screens",
                ACTING,
                part -> networks(report, part).stream().anyMatch(SubmodelReport::complete));
    }

    /** Returns what copying the voice of a recording takes, if the model has a talker. */
    static Optional<Needs> copying(ModelReport report) {
        return networks(report, "talker").isEmpty()
                ? Optional.empty()
                : Optional.of(
                        of(
                                "Copying voices",
                                COPYING,
                                file -> Files.isRegularFile(report.directory().resolve(file))));
    }

    private static Needs of(String what, List<String> parts, Predicate<String> here) {
        return new Needs(what, parts, parts.stream().filter(here.negate()).toList());
    }

    private static List<SubmodelReport> networks(ModelReport report, String name) {
        return report.submodels().stream().filter(it -> it.name().equals(name)).toList();
    }

    String text() {
        return "%s needs %s. %s"
                .formatted(
                        what,
                        String.join(", ", parts),
                        missing.isEmpty()
                                ? "All of it is here."
                                : "Of that, " + String.join(", ", missing) + " is not here whole.");
    }

    void fill(ObjectNode entry) {
        parts.forEach(entry.putArray("needs")::add);
        missing.forEach(entry.putArray("missing")::add);
    }
}
