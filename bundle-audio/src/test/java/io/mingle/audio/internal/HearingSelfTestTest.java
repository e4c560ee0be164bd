package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HearingSelfTestTest {

    @TempDir Path parent;

    @Test
    void itPassesWithAModelThatHears() throws IOException {
        try (TinyHearing tiny = new TinyHearing(TinyModel.write(parent.resolve("m"), true, 1))) {
            new HearingSelfTest(tiny.encoder(), tiny.thinker()).run();
        }
    }

    @Test
    void itFailsWhereTheEncoderFails() throws IOException {
        try (TinyHearing tiny = new TinyHearing(TinyModel.write(parent.resolve("m"), true, 1))) {
            HearingSelfTest test = new HearingSelfTest(tiny.encoder(), tiny.thinker());
            tiny.encoder().close();
            assertThrows(RuntimeException.class, test::run);
        }
    }

    @Test
    void itHasNothingToTryWithAModelThatDoesNotHear() throws IOException {
        try (TinyHearing tiny = new TinyHearing(TinyModel.write(parent.resolve("m"), false, 1))) {
            new HearingSelfTest(tiny.encoder(), tiny.thinker()).run();
        }
    }
}
