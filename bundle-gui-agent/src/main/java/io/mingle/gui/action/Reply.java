package io.mingle.gui.action;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of what a model wrote, told by labels at the beginning of lines: {@code Thought:},
 * {@code Reflection:}, {@code Action:}.
 *
 * @param thought what it thought; empty if nothing is labelled so
 * @param reflection what it made of the step before; empty if nothing is labelled so
 * @param action where its action is to be looked for: behind the last label, or the whole
 */
public record Reply(String thought, String reflection, String action) {

    private static final Pattern LABEL =
            Pattern.compile(
                    "(?im)^[\\s*#>]*(thoughts?|reflection|action|思考|反思|动作|操作)[\\s*]*[:：][ \\t*]*");

    /**
     * Takes a text apart.
     *
     * @param text what a model wrote
     * @return its parts
     */
    public static Reply of(String text) {
        String thought = "";
        String reflection = "";
        Matcher matcher = LABEL.matcher(text);
        boolean more = matcher.find();
        while (more) {
            String label = matcher.group(1).toLowerCase(Locale.ROOT);
            int from = matcher.end();
            more = matcher.find();
            String part = text.substring(from, more ? matcher.start() : text.length()).strip();
            if (label.startsWith("thought") || label.equals("思考")) {
                thought = part;
            } else if (label.equals("reflection") || label.equals("反思")) {
                reflection = part;
            }
        }
        return new Reply(thought, reflection, actionPart(text));
    }

    /** Returns what follows the last label of an action, up to the next label; else the whole. */
    static String actionPart(String text) {
        Matcher matcher = LABEL.matcher(text);
        String part = text;
        boolean more = matcher.find();
        while (more) {
            boolean action = matcher.group(1).matches("(?i)action|动作|操作");
            int from = matcher.end();
            more = matcher.find();
            if (action) {
                part = text.substring(from, more ? matcher.start() : text.length());
            }
        }
        return part;
    }
}
