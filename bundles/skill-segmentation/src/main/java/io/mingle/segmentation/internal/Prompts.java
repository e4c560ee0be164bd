package io.mingle.segmentation.internal;

import io.mingle.api.perception.SegmentationTask;
import java.util.List;

/**
 * What a generator is asked: for masks in the words of the published model, for the rest in like
 * ones, or as configured.
 */
final class Prompts {

    private static final String REFERRING =
            "Given the following instructions: {expressions}; please perform referring segmentation"
                    + " on this image.";
    private static final String COLOURING = "please segment the {object} with {colour} mask";
    private static final String CLASSES = "Please segment different classes in this image.";
    private static final String INSTANCES = "Please segment different instances in this image.";
    private static final String DEPTH = "Please generate the depth map of this image.";
    private static final String EDGES = "Please generate the edge contour map of this image.";
    private static final String BOXES =
            "Please draw bounding boxes around {objects} in this image.";
    private static final String ALL = "all objects";

    private final SegmentationSettings settings;

    Prompts(SegmentationSettings settings) {
        this.settings = settings;
    }

    String segment(SegmentationTask task) {
        if (task instanceof SegmentationTask.Referring referring) {
            return words(settings.referringPrompt(), REFERRING)
                    .replace("{expressions}", String.join(", ", referring.expressions()));
        }
        if (task instanceof SegmentationTask.Colouring colouring) {
            // What is filled in is not looked at again: a thing may be called {colour}.
            String[] parts = words(settings.colouringPrompt(), COLOURING).split("\\{object}", -1);
            for (int i = 0; i < parts.length; i++) {
                parts[i] = parts[i].replace("{colour}", colouring.colour());
            }
            return String.join(colouring.object(), parts);
        }
        return task instanceof SegmentationTask.Classes
                ? words(settings.classesPrompt(), CLASSES)
                : words(settings.instancesPrompt(), INSTANCES);
    }

    String depth() {
        return words(settings.depthPrompt(), DEPTH);
    }

    String edges() {
        return words(settings.edgesPrompt(), EDGES);
    }

    String boxes(List<String> objects) {
        String named = objects.isEmpty() ? ALL : String.join(", ", objects);
        return words(settings.boxesPrompt(), BOXES).replace("{objects}", named);
    }

    private static String words(String configured, String usual) {
        return configured.isBlank() ? usual : configured;
    }
}
