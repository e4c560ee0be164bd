package io.mingle.http.internal.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser. */
class PageFilesTest {

    private static final Pattern REFERENCE =
            Pattern.compile("(?:playground|\\.)/([a-z0-9-]+\\.[a-z]+)['\"`]");
    private static final Pattern WORD = Pattern.compile("(?m)^  '([a-z-]+)': '(.*)',?$");
    private static final Pattern SAID = Pattern.compile("data-t(?:-[a-z]+)?=\"([a-z-]+)\"");
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)\\}");

    private final PageFiles files = new PageFiles();

    private String text(String name) {
        return new String(files.find(name).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    /** Follows the page to all that it loads. */
    private Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("index.html"));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (!all.containsKey(name)) {
                assertTrue(files.find(name).isPresent(), "missing: " + name);
                all.put(name, text(name));
                Matcher found = REFERENCE.matcher(name.endsWith(".png") ? "" : all.get(name));
                while (found.find()) {
                    open.push(found.group(1));
                }
            }
        }
        return all;
    }

    @Test
    void whatThePageLoadsIsThere() {
        assertTrue(
                all().keySet()
                        .containsAll(
                                Set.of("app.js", "chat.js", "base.css", "recorder-worklet.js")));
    }

    @Test
    void nothingIsInlineAndNothingComesFromElsewhere() {
        String page = text("index.html");
        assertFalse(page.matches("(?s).*<script(?![^>]* src=).*"), "a script without src");
        assertFalse(page.contains("<style") || page.contains(" style="), "a style in the page");
        assertFalse(page.matches("(?s).*<[^>]+ on[a-z]+=.*"), "a listener in the page");
        all().forEach(
                        (name, text) -> {
                            if (!name.endsWith(".png") && !name.endsWith(".svg")) {
                                assertFalse(text.contains("://"), name + " names an address");
                            }
                        });
    }

    @Test
    void textIsNeverPutInAsHtml() {
        Pattern html =
                Pattern.compile(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|srcdoc|eval\\(");
        all().forEach((name, text) -> assertFalse(html.matcher(text).find(), name));
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        Map<String, String> english = words("words-en.js");
        Map<String, String> chinese = words("words-zh.js");
        assertEquals(english.keySet(), chinese.keySet());
        english.forEach(
                (key, text) -> assertEquals(values(text), values(chinese.get(key)), "of " + key));
        Matcher said = SAID.matcher(text("index.html"));
        while (said.find()) {
            assertTrue(english.containsKey(said.group(1)), said.group(1));
        }
    }

    private Map<String, String> words(String file) {
        return WORD.matcher(text(file))
                .results()
                .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text)
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
