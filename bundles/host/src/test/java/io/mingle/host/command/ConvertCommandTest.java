package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.model.WeightConverter;
import io.mingle.api.model.WeightConverter.Converted;
import io.mingle.host.FakePlatform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConvertCommandTest {

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @Test
    void eachFileIsConvertedIntoTheModel() {
        platform.with(
                WeightConverter.class,
                (source, model) ->
                        new Converted(
                                source.getFileName().toString().replace(".pt", ""),
                                model.resolve("talker/model.safetensors"),
                                1234,
                                567_890));
        assertEquals(ExitCode.OK, line.run("convert", "flow.pt", "hift.pt", "--model", "ming"));
        Path file = Path.of("ming/talker/model.safetensors");
        assertEquals(
                "flow: 1,234 tensors, 567,890 bytes, in %1$s\nhift: 1,234 tensors, 567,890 bytes, in %1$s\n"
                        .formatted(file),
                line.out());
    }

    @Test
    void whatIsRefusedIsTold() {
        platform.with(
                WeightConverter.class,
                (source, model) -> {
                    throw new BrokenModelException("It names 'os system' of Python.");
                });
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(),
                line.run("convert", "flow.pt", "--model", "ming"));
        assertTrue(line.err().contains("It names 'os system' of Python."), line.err());
    }

    @Test
    void withoutAModelItAsksForOne() {
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("convert", "flow.pt"));
        assertTrue(line.err().contains("--model"), line.err());
    }
}
