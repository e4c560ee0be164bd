package io.mingle.host.demo;

import io.mingle.api.content.Content;
import io.mingle.api.content.Text;
import io.mingle.api.error.InternalException;
import io.mingle.api.skill.SkillResult;
import io.mingle.host.console.Units;
import io.mingle.json.SkillJson;
import io.mingle.json.html.HtmlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that needs nothing but itself: pictures and sounds are in it as data URLs, and its policy
 * forbids scripts and everything from elsewhere.
 *
 * @param model the name of the model
 * @param date when the cases were run, for people
 * @param summary a line about all of them
 * @param remarks more lines
 * @param cases in their order
 */
public record DemoPage(
        String model, String date, String summary, List<String> remarks, List<CaseReport> cases) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

    /**
     * Writes it.
     *
     * @return HTML, to be stored as UTF-8
     */
    public String html() {
        Map<String, String> parts =
                Map.of(
                        "model", HtmlText.escaped(model),
                        "date", HtmlText.escaped(date),
                        "summary", HtmlText.escaped(summary),
                        "remarks",
                                joined(
                                        remarks.stream()
                                                .map(it -> PagePieces.paragraph("remark", it))
                                                .toList()),
                        "cases", joined(cases.stream().map(DemoPage::article).toList()));
        // In one pass: what is filled in is not looked at again, whatever it contains.
        return PLACE.matcher(template())
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    private static String article(CaseReport its) {
        return """
        <article class="%1$s">
        <header><h2>%2$s</h2><span class="verdict">%1$s</span></header>
        <div class="sides">
        <section><h3>In</h3>
        %3$s</section>
        <section><h3>Out</h3>
        %4$s</section>
        </div>
        <footer>%5$s · %6$s · %7$s</footer>
        </article>
        """
                .formatted(
                        its.verdict(),
                        HtmlText.escaped(its.title()),
                        input(its),
                        output(its),
                        HtmlText.escaped(its.demo()),
                        HtmlText.escaped(its.skill()),
                        Units.time(its.time()));
    }

    /** Pictures and sounds first, then all arguments as one would write them. */
    private static String input(CaseReport its) {
        List<Content> media = new ArrayList<>();
        String arguments =
                SkillJson.result(
                        new SkillResult(its.arguments()),
                        (field, content) -> {
                            media.add(content);
                            return PagePieces.name(content);
                        });
        return joined(media.stream().map(PagePieces::content).toList())
                + "<pre>"
                + HtmlText.escaped(arguments)
                + "</pre>\n";
    }

    private static String output(CaseReport its) {
        if (its.isFailed()) {
            return PagePieces.paragraph("failure", its.failure());
        }
        String line = its.outcome().line();
        List<Content> shown = new ArrayList<>(its.outcome().shown());
        // The line stands above them.
        shown.remove(new Text(line));
        String expected = its.outcome().expected();
        return PagePieces.paragraph("line", line)
                + joined(shown.stream().map(PagePieces::content).toList())
                + (expected.isEmpty()
                        ? ""
                        : PagePieces.paragraph("expected", "Expected: " + expected));
    }

    private static String joined(List<String> pieces) {
        return String.join("", pieces);
    }

    private static String template() {
        try (InputStream in = DemoPage.class.getResourceAsStream("page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InternalException(
                    "The template of the page cannot be read (%s). Build Mingle anew."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
