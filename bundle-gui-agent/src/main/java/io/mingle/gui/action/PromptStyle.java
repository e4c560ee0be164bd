package io.mingle.gui.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.gui.ActionKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How much the words beside a screenshot say. A checkpoint that was trained to act with one of them
 * names it in its {@code config.json}: {@code "mingle": {"act_prompt": "compact"}}.
 */
public enum PromptStyle {
    /** With the history, the forms of all actions, and how to answer. */
    FULL {
        @Override
        public String text(
                String goal,
                List<String> history,
                String reflection,
                List<String> remarks,
                ActionForm form,
                Set<ActionKind> kinds) {
            return ActPrompt.text(goal, history, reflection, remarks, form, kinds);
        }
    },
    /** With the goal and the last actions alone, for models that know the rest. */
    COMPACT {
        @Override
        public String text(
                String goal,
                List<String> history,
                String reflection,
                List<String> remarks,
                ActionForm form,
                Set<ActionKind> kinds) {
            return ActPrompt.compact(goal, history, remarks);
        }
    };

    private static final String FILE = "config.json";
    private static final int MOST_BYTES = 1 << 20;

    /**
     * Writes the words as {@link ActPrompt#text} has them.
     *
     * @param goal what is to be reached
     * @param history the previous actions as they were written, with what came of them
     * @param reflection what was made of the last but one; may be empty
     * @param remarks what else is to be known about the screen, a sentence each
     * @param form how actions are written
     * @param kinds those that may be used
     * @return the text
     */
    public abstract String text(
            String goal,
            List<String> history,
            String reflection,
            List<String> remarks,
            ActionForm form,
            Set<ActionKind> kinds);

    /** Returns its name in a configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads which one a checkpoint asks for.
     *
     * @param model the folder of the checkpoint
     * @return {@link #FULL} if it says nothing
     * @throws BrokenModelException if its configuration cannot be read or names another one
     */
    public static PromptStyle of(Path model) {
        Path file = model.resolve(FILE);
        JsonNode named = read(file).at("/mingle/act_prompt");
        if (named.isMissingNode()) {
            return FULL;
        }
        for (PromptStyle style : values()) {
            if (style.label().equals(named.asText())) {
                return style;
            }
        }
        throw new BrokenModelException(
                "%s names the prompt '%s' for acting. It has to be full or compact."
                        .formatted(file, named));
    }

    private static JsonNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new ObjectMapper().readTree(in.readNBytes(MOST_BYTES));
        } catch (IOException e) {
            throw new BrokenModelException(
                    "%s was to be read to see how the model is asked to act, and cannot be (%s). Bring it back."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
