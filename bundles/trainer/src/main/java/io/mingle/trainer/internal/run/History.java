package io.mingle.trainer.internal.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.training.TrainingProgress;
import io.mingle.trainer.internal.plot.Curve;
import io.mingle.trainer.internal.plot.Panel;
import io.mingle.trainer.internal.plot.Plot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The course of a training over all its sittings: a line of JSON per report, and a plot of them.
 */
final class History {

    private static final String FILE = "training.jsonl";
    private static final String PLOT = "training.png";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** Keeps the history of the training in {@code folder}; a new one starts empty. */
    History(Path folder, boolean resume) {
        this.folder = folder;
        if (!resume) {
            try {
                Files.deleteIfExists(folder.resolve(FILE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void add(TrainingProgress progress) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", progress.step());
        line.put("samples", progress.samples());
        line.put("seconds", progress.elapsed().toSeconds());
        line.set("losses", JSON.valueToTree(progress.losses()));
        line.set("accuracy", JSON.valueToTree(progress.accuracy()));
        try {
            Files.writeString(
                    folder.resolve(FILE),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Draws losses and accuracy over the samples. */
    void plot() {
        Map<String, List<Curve.Point>> losses = new TreeMap<>();
        Map<String, List<Curve.Point>> accuracy = new TreeMap<>();
        try {
            if (!Files.exists(folder.resolve(FILE))) {
                return;
            }
            for (String line : Files.readAllLines(folder.resolve(FILE))) {
                ObjectNode report = (ObjectNode) JSON.readTree(line);
                double samples = report.get("samples").asDouble();
                collect(report, "losses", samples, losses);
                collect(report, "accuracy", samples, accuracy);
            }
            Plot.write(
                    folder.resolve(PLOT),
                    List.of(
                            new Panel("Loss over samples", true, curves(losses)),
                            new Panel("Accuracy over samples", false, curves(accuracy))));
        } catch (IOException e) {
            throw new UncheckedIOException("The plot of the training was not drawn.", e);
        }
    }

    private static void collect(
            ObjectNode report, String key, double samples, Map<String, List<Curve.Point>> into) {
        Map<String, Double> values =
                JSON.convertValue(report.get(key), new TypeReference<Map<String, Double>>() {});
        values.forEach(
                (name, value) ->
                        into.computeIfAbsent(name, n -> new ArrayList<>())
                                .add(new Curve.Point(samples, value)));
    }

    private static List<Curve> curves(Map<String, List<Curve.Point>> points) {
        return points.entrySet().stream().map(e -> new Curve(e.getKey(), e.getValue())).toList();
    }
}
