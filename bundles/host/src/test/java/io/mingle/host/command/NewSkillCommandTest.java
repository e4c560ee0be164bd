package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ErrorCode;
import io.mingle.host.FakePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewSkillCommandTest {

    private final CommandLineRun line = new CommandLineRun(new FakePlatform());

    @TempDir private Path folder;

    @Test
    void aProjectIsMadeAndWhatToDoNextIsTold() {
        Path project = folder.resolve("birds");
        assertEquals(
                ExitCode.OK,
                line.run("new-skill", "bird-song", "--dir", project.toString()),
                line::err);

        assertTrue(
                Files.exists(
                        project.resolve("src/main/java/com/example/birdsong/BirdSongSkill.java")));
        assertTrue(line.out().startsWith("Made the skill bird-song in " + project), line.out());
        Path checkout = Path.of("../..").toAbsolutePath().normalize();
        assertTrue(line.out().contains(" -f " + checkout + " install -DskipTests"), line.out());
        assertTrue(line.out().contains("    cd " + project + "\n"), line.out());
        assertTrue(line.starts().isEmpty(), "nothing has to be started for that");
    }

    @Test
    void aWrongNameIsToldAndNothingIsMade() {
        Path project = folder.resolve("birds");
        assertEquals(
                ErrorCode.INVALID_REQUEST.exitCode(),
                line.run("new-skill", "Bird", "--dir", project.toString()));
        assertTrue(line.err().contains("'Bird' is no name for a skill."), line.err());
        assertFalse(Files.exists(project));
    }

    @Test
    void aNameIsWanted() {
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("new-skill"));
        assertTrue(line.err().contains("NAME"), line.err());
    }
}
