package io.mingle.gui.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.Point;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Gestures;
import io.mingle.json.html.HtmlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the page of a run, a step at a time. */
final class RunPage {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

    private RunPage() {}

    static void write(AgentRun run, Writer out) throws IOException {
        Map<String, String> texts =
                Map.of(
                        "goal", run.goal(),
                        "end", words(run.end()),
                        "reason", run.reason(),
                        "device", run.device(),
                        "answer", run.answer().map(it -> "Answer: " + it + ". ").orElse(""),
                        "dry", run.dryRun() ? "A dry run." : "",
                        "before", before(run));
        String template = template();
        Matcher place = PLACE.matcher(template);
        int from = 0;
        while (place.find()) {
            out.write(template.substring(from, place.start()));
            from = place.end();
            if (place.group(1).equals("steps")) {
                for (AgentStep step : run.steps()) {
                    step(step, out);
                }
            } else {
                out.write(HtmlText.escaped(texts.get(place.group(1))));
            }
        }
        out.write(template.substring(from));
    }

    private static String before(AgentRun run) {
        int first = run.steps().isEmpty() ? 1 : run.steps().get(0).number();
        return first == 1 ? "" : " The run was gone on with after step " + (first - 1) + ".";
    }

    private static void step(AgentStep step, Writer out) throws IOException {
        out.write("<article>\n<figure><img alt=\"Screen before step " + step.number());
        out.write("\" src=\"data:image/" + subtype(step.screen().picture().bytes()) + ";base64,");
        out.write(Base64.getEncoder().encodeToString(step.screen().picture().bytes()));
        out.write("\">" + touched(step.action().orElse(null)) + "</figure>\n<div>\n<h2>Step ");
        out.write(step.number() + ": " + words(step.outcome()) + "</h2>\n<dl>\n");
        String action =
                step.action()
                        .map(
                                it ->
                                        ActionForm.CALLS.write(
                                                it, step.screen().width(), step.screen().height()))
                        .orElse("");
        out.write(action.isEmpty() ? entry("Reply", step.reply()) : code("Action", action));
        out.write(entry("Thought", step.thought()));
        out.write(entry("Reflection", step.reflection()));
        out.write(entry("Note", step.note()));
        out.write(entry("App", step.screen().app()));
        out.write(
                entry(
                        "Time",
                        "thinking %s ms, acting %s ms"
                                .formatted(step.thinking().toMillis(), step.acting().toMillis())));
        out.write("</dl>\n</div>\n</article>\n");
    }

    private static String subtype(byte[] bytes) {
        boolean jpeg = bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8;
        return jpeg ? "jpeg" : "png";
    }

    /** Draws where a finger was, over the screenshot; numbers are thousandths of it. */
    private static String touched(Action action) {
        if (action instanceof Action.Tap tap) {
            return drawing(spot(tap.at()));
        }
        if (action instanceof Action.LongPress press) {
            return drawing(spot(press.at()));
        }
        if (action instanceof Action.Hover hover) {
            return drawing(spot(hover.at()));
        }
        if (action instanceof Action.Select select) {
            return drawing(spot(select.at()));
        }
        if (action instanceof Action.Scroll scroll) {
            return touched(Gestures.scrolling(scroll.direction()));
        }
        if (action instanceof Action.Swipe swipe) {
            String line =
                    "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"#e00000\" stroke-width=\"10\"/>"
                            .formatted(
                                    thousandths(swipe.from().x()),
                                    thousandths(swipe.from().y()),
                                    thousandths(swipe.to().x()),
                                    thousandths(swipe.to().y()));
            return drawing(line + spot(swipe.to()));
        }
        return "";
    }

    private static String drawing(String content) {
        return "<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" role=\"img\""
                + " aria-label=\"touched\">"
                + content
                + "</svg>";
    }

    private static String spot(Point at) {
        return "<ellipse class=\"touch\" cx=\"%s\" cy=\"%s\" rx=\"50\" ry=\"28\" fill=\"#e0000055\" stroke=\"#e00000\" stroke-width=\"8\"/>"
                .formatted(thousandths(at.x()), thousandths(at.y()));
    }

    private static long thousandths(double share) {
        return Math.round(share * 1000);
    }

    private static String entry(String name, String text) {
        return text.isEmpty()
                ? ""
                : "<dt>" + name + "</dt><dd>" + HtmlText.escaped(text) + "</dd>\n";
    }

    private static String code(String name, String text) {
        return "<dt>" + name + "</dt><dd><code>" + HtmlText.escaped(text) + "</code></dd>\n";
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String template() throws IOException {
        try (InputStream in = RunPage.class.getResourceAsStream("report.html")) {
            if (in == null) {
                throw new InternalException(
                        "The template of reports is not in the bundle io.mingle.gui. Build it"
                                + " anew.",
                        null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
