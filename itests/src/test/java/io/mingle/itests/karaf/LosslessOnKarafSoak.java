package io.mingle.itests.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.itests.skill.SkillBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a feature has brought is replaced, in place, while four threads call it, and no call is
 * lost. Karaf is a process of its own, so that all of it happens in there. The system property
 * {@code soak.swaps.cell} says how often each.
 */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its script there has another name")
class LosslessOnKarafSoak {

    private static final int SWAPS = Integer.getInteger("soak.swaps.cell", 30);
    private static final String ENGINE = "mingle-engine-" + System.getProperty("natives.platform");
    private static final Pattern FIGURES =
            Pattern.compile(
                    "(\\S+) replaced (\\d+) times, .*: (\\d+) refused, (\\d+) lossy;"
                            + " \\d+ calls, (\\d+) failed.*");

    @TempDir static Path folder;
    private static Karaf karaf;

    @BeforeAll
    static void start() throws Exception {
        karaf = Karaf.start(folder);
        tell("feature:repo-add " + Path.of(System.getProperty("karaf.features")).toUri());
        tell("feature:install " + ENGINE + " mingle");
        Path jar = folder.resolve("replacing.jar");
        Files.copy(SkillBundle.replacing(), jar);
        tell("bundle:install -s " + jar.toUri());
    }

    private static void tell(String command) throws Exception {
        String said = karaf.say(command);
        assertFalse(said.contains("Error"), said);
    }

    @AfterAll
    static void stop() throws Exception {
        karaf.close();
    }

    @ParameterizedTest
    @CsvSource({
        "io.mingle.vision, 0",
        "io.mingle.vision, 50",
        "io.mingle.vision, 200",
        "io.mingle.vision, 1000",
        "io.mingle.core, 0",
        "io.mingle.core, 50",
        "io.mingle.core, 200",
        "io.mingle.core, 1000"
    })
    void noCallIsLost(String bundle, long gap) throws Exception {
        String said = karaf.say("soak:replace %s %s %s".formatted(bundle, SWAPS, gap));
        Matcher figures = FIGURES.matcher(said);
        assertTrue(figures.find(), said);
        System.out.println(figures.group());
        assertEquals(
                "%s replaced %s times, 0 refused, 0 lossy, 0 failed".formatted(bundle, SWAPS),
                "%s replaced %s times, %s refused, %s lossy, %s failed"
                        .formatted(
                                figures.group(1),
                                figures.group(2),
                                figures.group(3),
                                figures.group(4),
                                figures.group(5)),
                said);
    }
}
