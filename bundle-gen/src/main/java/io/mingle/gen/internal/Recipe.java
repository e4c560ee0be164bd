package io.mingle.gen.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that a picture was made of, as it is written into its file.
 *
 * @param prompt what was asked for, or what was to be changed
 * @param edited whether another picture was changed
 * @param model the name of the model
 * @param size that was drawn
 * @param guidance with the model's own values where none were given
 */
record Recipe(
        String prompt,
        boolean edited,
        String model,
        PictureSize size,
        int steps,
        Guidance guidance,
        Optional<String> negative,
        long seed) {

    /** The keyword of the settings; docs/drawing.md tells what is in there. */
    private static final String KEYWORD = "Mingle";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Returns the texts of the file by keyword, the prompt also for programs that know no JSON. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "Mingle");
        texts.put("Description", prompt);
        texts.put(KEYWORD, settings().toString());
        return texts;
    }

    private ObjectNode settings() {
        ObjectNode settings = JSON.createObjectNode();
        settings.put("prompt", prompt).put("edited", edited).put("model", model);
        settings.put("width", size.width()).put("height", size.height());
        settings.put("steps", steps).put("seed", seed);
        guidance.text().ifPresent(value -> settings.put("guidance", value));
        guidance.image().ifPresent(value -> settings.put("image_guidance", value));
        settings.put("mode", name(guidance.mode())).put("rescale", guidance.rescale());
        settings.put("from", guidance.from()).put("to", guidance.to());
        negative.ifPresent(text -> settings.put("negative", text));
        return settings;
    }

    /** Returns how a mode is called outside of Java. */
    static String name(Guidance.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
