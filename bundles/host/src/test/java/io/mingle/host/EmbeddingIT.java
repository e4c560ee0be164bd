package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that embed Mingle, closed or not, each in a JVM of its own. */
@Timeout(900)
class EmbeddingIT {

    private static final String PROGRAM = EmbeddingProgram.class.getName();

    @TempDir private Path folder;
    private Path temporary;

    @BeforeEach
    void makeTemporary() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private ProcessBuilder program(String what) {
        String classPath =
                System.getProperty("mingle.test.jar")
                        + System.getProperty("path.separator")
                        + System.getProperty("mingle.test.classes");
        return MingleProcess.java(
                folder, "-Djava.io.tmpdir=" + temporary, "-cp", classPath, PROGRAM, what);
    }

    private List<String> storages() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.startsWith("mingle-"))
                    .toList();
        }
    }

    @Test
    void afterItWasClosedMingleStartsAgainInTheSameJvm() throws Exception {
        MingleProcess run = MingleProcess.run(folder, program("restart"));
        assertEquals(
                List.of("answered", "closed", "answered", "closed", "main ends"),
                run.out().lines().toList(),
                run.err());
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of(), storages());
    }

    @Test
    void twoOfThemAnswerInOneJvm() throws Exception {
        MingleProcess run = MingleProcess.run(folder, program("both"));
        assertEquals(
                List.of("answered", "answered", "main ends"),
                run.out().lines().toList(),
                run.err());
    }

    @Test
    void aProgramThatForgetsToCloseItEndsAndLeavesNothing() throws Exception {
        MingleProcess run = MingleProcess.run(folder, program("leave"));
        assertEquals(List.of("answered", "main ends"), run.out().lines().toList(), run.err());
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of(), storages());
    }

    @Test
    void whatAKilledProgramLeavesGoesWhenTheNextStarts() throws Exception {
        assertEquals(3, MingleProcess.run(folder, program("die")).code());
        assertEquals(2, storages().size(), "a folder and its lock: " + storages());

        assertEquals(0, MingleProcess.run(folder, program("leave")).code());
        assertEquals(List.of(), storages());
    }

    @Test
    void whatALivingProgramHasStaysWhenAnotherStarts() throws Exception {
        Process living = program("wait").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = living.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("answered", out.readLine());
            List<String> before = storages();
            assertEquals(2, before.size(), "a folder and its lock: " + before);

            assertEquals(0, MingleProcess.run(folder, program("leave")).code());

            assertEquals(before, storages());
        } finally {
            living.getOutputStream().close();
        }
        assertTrue(living.waitFor(2, TimeUnit.MINUTES));
        assertEquals(List.of(), storages());
    }
}
