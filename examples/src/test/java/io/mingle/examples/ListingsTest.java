package io.mingle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about writing a skill shows the example as it is built. */
class ListingsTest {

    private static final Path PAGE = Path.of("../docs/writing-a-skill.md");
    private static final Path EXAMPLE = Path.of("skill");

    /** A path in bold, and the block below it. */
    private static final Pattern LISTING =
            Pattern.compile(
                    "^\\*\\*`([^`]+)`\\*\\*\n+```\\w*\n(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

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
        Matcher matcher = LISTING.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            listings.put(matcher.group(1), matcher.group(2));
        }
        assertFalse(files.isEmpty());
        assertEquals(files.keySet(), listings.keySet());
        files.forEach((name, text) -> assertEquals(text, listings.get(name), name));
    }
}
