package io.mingle.gui.episode;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.gui.action.ActionForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The corpora whose files are read, told by what their entries have. */
public enum Corpus {

    /**
     * Android in the Wild and Android in the Zoo: an entry is a step, with {@code result_touch_yx}
     * and {@code ui_positions} (y, x, height, width; pixels or fractions).
     */
    AITW("result_action_type") {
        @Override
        void collect(JsonNode entry, StepCollector collector) throws StepCollector.Broken {
            Screenshot picture = collector.screenshot(entry.path("image_path"), "image_path");
            int[] size =
                    collector.size(entry.path("image_width"), entry.path("image_height"), picture);
            String action =
                    "{\"result_action_type\": %s, \"result_touch_yx\": %s, \"result_lift_yx\": %s, \"result_action_text\": %s}"
                            .formatted(
                                    entry.path("result_action_type"),
                                    quoted(entry.path("result_touch_yx")),
                                    quoted(entry.path("result_lift_yx")),
                                    entry.path("result_action_text").isTextual()
                                            ? entry.path("result_action_text")
                                            : "\"\"");
            collector.add(
                    new StepCollector.Frame(
                            StepCollector.text(entry, "episode_id"),
                            StepCollector.text(entry, "instruction"),
                            "",
                            picture,
                            size[0],
                            size[1]),
                    ActionForm.named("aitw"),
                    action,
                    areas(StepCollector.list(entry.path("ui_positions")), size),
                    ScreenTree.NONE);
        }
    },

    /**
     * AndroidControl: an entry is an episode, with {@code actions} and {@code step_instructions}.
     */
    ANDROID_CONTROL("actions") {
        @Override
        void collect(JsonNode entry, StepCollector collector) throws StepCollector.Broken {
            JsonNode actions = entry.path("actions");
            for (int i = 0; i < actions.size(); i++) {
                Screenshot picture =
                        collector.screenshot(entry.path("screenshots").path(i), "screenshots/" + i);
                int[] size =
                        collector.size(
                                entry.path("screenshot_widths").path(i),
                                entry.path("screenshot_heights").path(i),
                                picture);
                JsonNode action = StepCollector.list(actions.get(i));
                collector.add(
                        new StepCollector.Frame(
                                StepCollector.text(entry, "episode_id"),
                                StepCollector.text(entry, "goal"),
                                entry.path("step_instructions").path(i).asText(""),
                                picture,
                                size[0],
                                size[1]),
                        ActionForm.named("android-control"),
                        action.toString(),
                        List.of(),
                        collector.tree(entry.path("accessibility_trees").path(i), size));
            }
        }
    },

    /**
     * GUIAct of GUICourse: an entry is a step, with {@code actions_label} and {@code image_size}.
     */
    GUICOURSE("actions_label") {
        @Override
        void collect(JsonNode entry, StepCollector collector) throws StepCollector.Broken {
            String step = StepCollector.text(entry, "uid");
            Screenshot picture = collector.packed(StepCollector.text(entry, "image_id"));
            JsonNode pixels = entry.path("image_size");
            int[] size = collector.size(pixels.path("width"), pixels.path("height"), picture);
            JsonNode label = StepCollector.list(entry.path("actions_label"));
            JsonNode action = label.isArray() && label.size() == 1 ? label.get(0) : label;
            collector.add(
                    new StepCollector.Frame(
                            step.replaceFirst("_step_?\\d+$", ""),
                            StepCollector.text(entry, "question"),
                            "",
                            picture,
                            size[0],
                            size[1]),
                    ActionForm.named("guicourse"),
                    action.toString(),
                    List.of(),
                    ScreenTree.NONE);
        }
    },

    /** AMEX: an entry is an episode, with {@code steps} that have {@code device_dim}. */
    AMEX("steps") {
        @Override
        void collect(JsonNode entry, StepCollector collector) throws StepCollector.Broken {
            for (JsonNode step : entry.path("steps")) {
                Screenshot picture = collector.screenshot(step.path("image_path"), "image_path");
                JsonNode pixels = step.path("device_dim");
                int[] size = collector.size(pixels.path(0), pixels.path(1), picture);
                collector.add(
                        new StepCollector.Frame(
                                StepCollector.text(entry, "episode_id"),
                                StepCollector.text(entry, "instruction"),
                                "",
                                picture,
                                size[0],
                                size[1]),
                        ActionForm.named("amex"),
                        step.toString(),
                        List.of(),
                        ScreenTree.NONE);
            }
        }
    };

    private final String mark;

    Corpus(String mark) {
        this.mark = mark;
    }

    /** Adds the steps of an entry. */
    abstract void collect(JsonNode entry, StepCollector collector) throws StepCollector.Broken;

    /** Returns the corpus whose form an entry has. */
    static Optional<Corpus> of(JsonNode entry) {
        return Arrays.stream(values()).filter(it -> entry.has(it.mark)).findFirst();
    }

    private static String quoted(JsonNode value) {
        return value.isTextual() ? value.toString() : "\"" + value + "\"";
    }

    private static List<Area> areas(JsonNode positions, int[] size) {
        List<Area> areas = new ArrayList<>();
        for (JsonNode each : positions) {
            boolean fractions = each.path(2).asDouble() <= 1 && each.path(3).asDouble() <= 1;
            double width = fractions ? 1 : size[0];
            double height = fractions ? 1 : size[1];
            areas.add(
                    new Area(
                            each.path(1).asDouble() / width,
                            each.path(0).asDouble() / height,
                            each.path(3).asDouble() / width,
                            each.path(2).asDouble() / height));
        }
        return areas;
    }
}
