package io.mingle.trainer.internal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.training.TrainingProgress;
import io.mingle.trainer.internal.plot.Curve;
import io.mingle.trainer.internal.plot.Panel;
import io.mingle.trainer.internal.plot.Plot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The course of a training over all its sittings: a line of JSON per report, and a plot of them.
 */
final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
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
                throw unwritten(e);
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
            throw unwritten(e);
        }
    }

    private UnwritableOutputException unwritten(IOException e) {
        return new UnwritableOutputException(
                "The history %s of the training was not written (%s). Make room on its disk, or bring its folder back, and go on with --resume from what was saved last."
                        .formatted(folder.resolve(FILE), e),
                e);
    }

    /**
     * Draws losses and accuracy over the samples. The model does not depend on it: a plot that
     * cannot be drawn is told in the log alone.
     */
    void plot() {
        Map<String, List<Curve.Point>> losses = new TreeMap<>();
        Map<String, List<Curve.Point>> accuracy = new TreeMap<>();
        try {
            if (!Files.exists(folder.resolve(FILE))) {
                return;
            }
            for (String line : Files.readAllLines(folder.resolve(FILE))) {
                JsonNode report = report(line);
                collect(report, "losses", losses);
                collect(report, "accuracy", accuracy);
            }
            Plot.write(
                    folder.resolve(PLOT),
                    List.of(
                            new Panel("Loss over samples", true, curves(losses)),
                            new Panel("Accuracy over samples", false, curves(accuracy))));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The plot {} was not drawn: {}", folder.resolve(PLOT), e.toString());
        }
    }

    /** Returns an empty report for half a line, which a kill or a full disk leaves behind. */
    private static JsonNode report(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static void collect(JsonNode report, String key, Map<String, List<Curve.Point>> into) {
        JsonNode samples = report.path("samples");
        for (Map.Entry<String, JsonNode> value : report.path(key).properties()) {
            if (samples.isNumber() && value.getValue().isNumber()) {
                into.computeIfAbsent(value.getKey(), name -> new ArrayList<>())
                        .add(new Curve.Point(samples.asDouble(), value.getValue().asDouble()));
            }
        }
    }

    private static List<Curve> curves(Map<String, List<Curve.Point>> points) {
        return points.entrySet().stream().map(e -> new Curve(e.getKey(), e.getValue())).toList();
    }
}
