package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.model.ModelReport;
import io.mingle.api.model.SubmodelReport;
import java.util.List;

/**
 * What acting on screens takes of a model. It has no network of its own: screens are pictures, and
 * thoughts are words.
 */
final class ActingNeeds {

    private static final List<String> PARTS =
            List.of("decoder", "vision encoder", "vision projector");

    private final List<String> missing;

    ActingNeeds(ModelReport report) {
        missing =
                PARTS.stream()
                        .filter(
                                part ->
                                        report.submodels().stream()
                                                .filter(it -> it.name().equals(part))
                                                .noneMatch(SubmodelReport::complete))
                        .toList();
    }

    String text() {
        return "Acting on screens needs %s. %s"
                .formatted(
                        String.join(", ", PARTS),
                        missing.isEmpty()
                                ? "All of it is here."
                                : "Of that, " + String.join(", ", missing) + " is not here whole.");
    }

    void fill(ObjectNode entry) {
        PARTS.forEach(entry.putArray("needs")::add);
        missing.forEach(entry.putArray("missing")::add);
    }
}
