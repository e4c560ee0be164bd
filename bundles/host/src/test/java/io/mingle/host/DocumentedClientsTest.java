package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the server shows programs that are compiled, and run by tests of the clients. */
class DocumentedClientsTest {

    private static final Path PAGE = Path.of("../../docs/server.md");
    private static final Path PROGRAMS =
            Path.of("src/test/java/io/mingle/host/DocumentedClients.java");
    private static final Pattern LISTING =
            Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void whatThePageShowsStandsInThePrograms() throws Exception {
        String programs = unindented(Files.readString(PROGRAMS));
        Matcher listing = LISTING.matcher(Files.readString(PAGE));
        int count = 0;
        while (listing.find()) {
            count++;
            String shown = unindented(listing.group(1));
            assertTrue(programs.contains(shown), listing.group(1));
        }
        assertEquals(2, count, "programs on the page");
    }

    private static String unindented(String text) {
        return text.replaceAll("(?m)^ +", "");
    }
}
