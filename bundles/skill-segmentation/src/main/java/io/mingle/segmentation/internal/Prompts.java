package io.mingle.segmentation.internal;

import io.mingle.api.perception.SegmentationTask;
import java.util.List;

/** What a generator is asked. */
final class Prompts {

    private static final String ALL = "all objects";

    private final SegmentationSettings templates;

    Prompts(SegmentationSettings templates) {
        this.templates = templates;
    }

    String segment(SegmentationTask task) {
        if (task instanceof SegmentationTask.Referring referring) {
            return templates
                    .referringPrompt()
                    .replace("{expressions}", String.join(", ", referring.expressions()));
        }
        if (task instanceof SegmentationTask.Colouring colouring) {
            // What is filled in is not looked at again: a thing may be called {colour}.
            String[] parts = templates.colouringPrompt().split("\\{object}", -1);
            for (int i = 0; i < parts.length; i++) {
                parts[i] = parts[i].replace("{colour}", colouring.colour());
            }
            return String.join(colouring.object(), parts);
        }
        return task instanceof SegmentationTask.Classes
                ? templates.classesPrompt()
                : templates.instancesPrompt();
    }

    String depth() {
        return templates.depthPrompt();
    }

    String edges() {
        return templates.edgesPrompt();
    }

    String boxes(List<String> objects) {
        String named = objects.isEmpty() ? ALL : String.join(", ", objects);
        return templates.boxesPrompt().replace("{objects}", named);
    }
}
