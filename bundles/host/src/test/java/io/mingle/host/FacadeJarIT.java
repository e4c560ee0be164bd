package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jar that programs depend on. */
class FacadeJarIT {

    /** What its pom gives to programs; the command line's libraries are not among it. */
    private static final String DEPENDENCIES =
            "io\\.mingle\\.(api|trust|broker|swap)-.*|org\\.apache\\.felix\\.framework-.*|org\\.osgi\\..*|slf4j-api-.*";

    /** Returns the jars on the class path of a program that depends on it. */
    static List<Path> dependencies() {
        return Arrays.stream(
                        System.getProperty("java.class.path")
                                .split(System.getProperty("path.separator")))
                .map(Path::of)
                .filter(it -> it.getFileName().toString().matches(DEPENDENCIES))
                .toList();
    }

    @Test
    void itsClassesNeedNothingThatItsPomDoesNotGive() {
        String dependencies =
                dependencies().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(System.getProperty("path.separator")));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code =
                java.util.spi.ToolProvider.findFirst("jdeps")
                        .orElseThrow()
                        .run(
                                out,
                                out,
                                "--missing-deps",
                                "--multi-release",
                                "17",
                                "--class-path",
                                dependencies,
                                System.getProperty("mingle.test.facade"));
        assertEquals("", said.toString());
        assertEquals(0, code);
    }
}
