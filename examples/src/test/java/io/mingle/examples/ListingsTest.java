package io.mingle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages list is what is built. */
class ListingsTest {

    private static final Path SKILL_PAGE = Pages.ROOT.resolve("docs/writing-a-skill.md");
    private static final Path EXAMPLE = Path.of("skill");

    @Test
    void everyFileOfTheExampleButItsReadmeIsOnThePageWordForWord() throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(EXAMPLE)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = EXAMPLE.relativize(file).toString().replace('\\', '/');
                if (!name.startsWith("target/") && !name.equals("README.md")) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        Map<String, String> listings = new TreeMap<>();
        for (Pages.Listing listing : Pages.listings(SKILL_PAGE)) {
            listings.put(listing.file(), listing.text());
        }
        assertFalse(files.isEmpty());
        assertEquals(files.keySet(), listings.keySet());
        files.forEach((name, text) -> assertEquals(text, listings.get(name), name));
    }

    /** A part of a file may stand further left on a page than in the file. */
    @Test
    void whatOtherPagesListIsPartOfItsFile() throws Exception {
        int compared = 0;
        for (Path page : Pages.all()) {
            if (page.equals(SKILL_PAGE)) {
                continue;
            }
            for (Pages.Listing listing : Pages.listings(page)) {
                String file = Files.readString(Pages.ROOT.resolve(listing.file()));
                assertTrue(
                        unindented(file).contains(unindented(listing.text())),
                        () ->
                                "%s is not part of %s as it stands on %s"
                                        .formatted(listing.text(), listing.file(), page));
                compared++;
            }
        }
        assertTrue(compared > 5, "listings compared: " + compared);
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
