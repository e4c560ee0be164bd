package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.model.InstalledModel;
import io.mingle.host.EchoSkill;
import io.mingle.host.FakePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    private static final DemoCase GOOD = DemoCase.of("Say it.", "echo", Map.of()).expecting("echo");
    private static final DemoCase BAD = DemoCase.of("Sing it.", "absent", Map.of());

    @TempDir private Path folder;

    private CommandLineRun line(DemoCase... cases) {
        Demo demo = () -> List.of(cases);
        return new CommandLineRun(
                new FakePlatform()
                        .with(InstalledModel.class, new Mine(folder))
                        .with(Demo.class, demo, "name=decode")
                        .with(new EchoSkill("echo")));
    }

    @Test
    void aCaseThatFailsIsShownAndTheOthersGoOn() throws Exception {
        Path page = folder.resolve("new").resolve("page.html");
        CommandLineRun line = line(BAD, GOOD);
        assertEquals(ExitCode.OK, line.run("demo", "--page", page.toString()), line.err());
        assertTrue(line.out().contains("failed  decode  Sing it."), line.out());
        assertTrue(line.out().contains("right   decode  Say it."), line.out());
        assertTrue(line.out().contains("1 of 1 answers are as expected, and 1 case failed"));
        assertTrue(line.out().contains(page.toString()), line.out());
        assertTrue(Files.readString(page).contains("(name=absent)"));
    }

    @Test
    void picturesAndSoundsThatComeOutAreFilesWhosePathsAreTold() throws Exception {
        byte[] bytes = {1, 2, 3};
        Content picture = new Picture("a.png", bytes);
        Content sound = new Sound("a.wav", bytes);
        DemoCase drawn =
                GOOD.judgedBy(
                        result ->
                                new DemoOutcome(
                                        Verdict.NOT_JUDGED,
                                        "",
                                        "4 × 4",
                                        List.of(picture, picture, sound)));
        CommandLineRun line = line(GOOD, drawn);
        Path page = folder.resolve("page.html");
        assertEquals(ExitCode.OK, line.run("demo", "--page", page.toString()), line.err());
        for (String name : List.of("decode-2.png", "decode-2-2.png", "decode-2-3.wav")) {
            Path file = folder.resolve("page_files").resolve(name);
            assertTrue(line.out().contains("        " + file + System.lineSeparator()), line.out());
            assertArrayEquals(bytes, Files.readAllBytes(file));
        }
    }

    @Test
    void aPageThatCannotBeWrittenIsToldBeforeTheCasesRun() throws Exception {
        CommandLineRun line = line(GOOD);
        assertEquals(ExitCode.USAGE, line.run("demo", "--page", folder.toString()));
        assertTrue(line.err().contains("'" + folder + "' is a folder."), line.err());
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(
                ErrorCode.UNWRITABLE_OUTPUT.exitCode(),
                line.run("demo", "--page", file.resolve("page.html").toString()));
        assertEquals(List.of(), line.starts());
    }

    @Test
    void thatNothingCouldRunIsAFailure() {
        String page = folder.resolve("page.html").toString();
        assertEquals(ExitCode.FAILED, line(BAD).run("demo", "--page", page));
    }

    @Test
    void anUnknownNameIsToldWithThoseThereAre() {
        CommandLineRun line = line(GOOD);
        assertEquals(ExitCode.USAGE, line.run("demo", "other"));
        assertTrue(line.err().contains("no demo 'other'. There are: decode."), line.err());
    }

    private record Mine(Path directory) implements InstalledModel {

        @Override
        public String name() {
            return "mine";
        }

        @Override
        public long parameters() {
            return 1;
        }
    }
}
