package io.mingle.gui.episode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the records that AITW and AndroidControl are published as into the form that their JSON
 * has. Screenshots lie in them as objects, trees as their bytes.
 */
final class RecordedEntry {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What a float is sure of, between 0 and 1. */
    private static final int DIGITS = 6;

    private RecordedEntry() {}

    /** Returns the entry that a record is; without members if it is of neither corpus. */
    static ObjectNode of(Example record) {
        if (record.has("results/action_type")) {
            return wild(record);
        }
        return record.has("actions") ? control(record) : NODES.objectNode();
    }

    private static ObjectNode wild(Example record) {
        int width = record.number("image/width");
        int height = record.number("image/height");
        ObjectNode entry = NODES.objectNode();
        entry.put("episode_id", record.text("episode_id"));
        entry.put("instruction", record.text("goal_info"));
        entry.put("result_action_type", record.number("results/action_type"));
        entry.put("result_action_text", record.text("results/type_action"));
        entry.put("result_touch_yx", numbers(record.list("results/yx_touch")).toString());
        entry.put("result_lift_yx", numbers(record.list("results/yx_lift")).toString());
        entry.put("image_width", width);
        entry.put("image_height", height);
        List<?> image = record.list("image/encoded");
        if (!image.isEmpty()) {
            byte[] pixels = Example.bytes(image.get(0));
            int channels = record.number("image/channels");
            boolean raw = pixels.length == (long) width * height * channels;
            entry.putPOJO(
                    "image_path",
                    raw ? new RawScreenshot(pixels, width, height, channels) : picture(pixels));
        }
        ArrayNode positions = entry.putArray("ui_positions");
        List<BigDecimal> edges = numbers(record.list("image/ui_annotations_positions"));
        for (int i = 0; i + 4 <= edges.size(); i += 4) {
            ArrayNode position = positions.addArray();
            edges.subList(i, i + 4).forEach(position::add);
        }
        return entry;
    }

    private static ObjectNode control(Example record) {
        ObjectNode entry = NODES.objectNode();
        entry.put("episode_id", record.text("episode_id"));
        entry.put("goal", record.text("goal"));
        ArrayNode screenshots = entry.putArray("screenshots");
        record.list("screenshots").forEach(it -> screenshots.addPOJO(picture(Example.bytes(it))));
        ArrayNode trees = entry.putArray("accessibility_trees");
        record.list("accessibility_trees").forEach(trees::addPOJO);
        for (String name : List.of("screenshot_widths", "screenshot_heights")) {
            ArrayNode sides = entry.putArray(name);
            numbers(record.list(name)).forEach(sides::add);
        }
        for (String name : List.of("actions", "step_instructions")) {
            ArrayNode texts = entry.putArray(name);
            record.list(name).forEach(it -> texts.add(Example.text(it)));
        }
        return entry;
    }

    private static Screenshot picture(byte[] file) {
        return () -> new Picture("screenshot", file);
    }

    private static List<BigDecimal> numbers(List<?> values) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Long number) {
                numbers.add(BigDecimal.valueOf(number));
            } else if (value instanceof Float number && Float.isFinite(number)) {
                numbers.add(new BigDecimal(number).setScale(DIGITS, RoundingMode.HALF_EVEN));
            }
        }
        return numbers;
    }
}
