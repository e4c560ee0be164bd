package io.mingle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the architecture tells what each module is for. */
class ArchitecturePageTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @Test
    void everyModuleStandsInItsTable() throws Exception {
        String page = Files.readString(Pages.ROOT.resolve("docs/architecture.md"));
        List<String> modules =
                MODULE.matcher(Files.readString(Pages.ROOT.resolve("pom.xml")))
                        .results()
                        .map(it -> it.group(1))
                        .filter(it -> !it.startsWith("cnf"))
                        .toList();
        assertFalse(modules.isEmpty());
        assertEquals(
                List.of(), modules.stream().filter(it -> !page.contains("`" + it + "`")).toList());
    }
}
