package io.mingle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The README is short, and says the same in both languages. */
class ReadmeTest {

    private static final Path ENGLISH = Pages.ROOT.resolve("README.md");
    private static final Path CHINESE = Pages.ROOT.resolve("README.zh-CN.md");

    private static List<String> lines(Path page, Predicate<String> which) throws IOException {
        return Files.readAllLines(page).stream().filter(which).toList();
    }

    /** Returns the blocks of code, those within fences and the indented ones. */
    private static List<String> code(Path page) throws IOException {
        boolean[] fenced = {false};
        return lines(
                page,
                line -> {
                    if (line.startsWith("```")) {
                        fenced[0] = !fenced[0];
                        return true;
                    }
                    return fenced[0] || line.startsWith("    ");
                });
    }

    private static List<String> levels(Path page) throws IOException {
        return lines(page, it -> it.startsWith("#")).stream()
                .map(it -> it.replaceAll("[^#].*", ""))
                .toList();
    }

    private static List<Integer> columns(Path page) throws IOException {
        return lines(page, it -> it.startsWith("|")).stream()
                .map(it -> it.split("(?<!\\\\)\\|", -1).length)
                .toList();
    }

    /** Returns the pages that are linked, without the one that leads to the other language. */
    private static List<String> links(Path page) throws IOException {
        return LinksTest.links(page).stream()
                .filter(it -> !it.startsWith("README"))
                .sorted()
                .toList();
    }

    @Test
    void itIsReadInThreeMinutes() throws Exception {
        for (Path page : List.of(ENGLISH, CHINESE)) {
            assertTrue(Files.readAllLines(page).size() < 150, page.toString());
        }
    }

    @Test
    void bothLanguagesHaveTheSameHeadingsTablesCommandsAndLinks() throws Exception {
        assertEquals(levels(ENGLISH), levels(CHINESE));
        assertEquals(columns(ENGLISH), columns(CHINESE));
        assertEquals(code(ENGLISH), code(CHINESE));
        assertEquals(links(ENGLISH), links(CHINESE));
        assertTrue(LinksTest.links(ENGLISH).contains("README.zh-CN.md"));
        assertTrue(LinksTest.links(CHINESE).contains("README.md"));
    }
}
