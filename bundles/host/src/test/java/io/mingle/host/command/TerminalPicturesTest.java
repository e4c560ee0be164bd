package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.TerminalGraphics;
import org.jline.terminal.impl.TerminalGraphicsManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalPicturesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @AfterEach
    void detect() {
        TerminalGraphicsManager.forceProtocol(null);
    }

    @Test
    void aPictureIsWrittenAsTheTerminalUnderstandsIt() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", file);
        Picture picture = new Picture("a.png", file.toByteArray());
        try (Terminal terminal = terminal("xterm-kitty")) {
            for (TerminalGraphics.Protocol protocol : TerminalGraphics.Protocol.values()) {
                bytes.reset();
                TerminalGraphicsManager.forceProtocol(protocol);
                TerminalPictures.of(terminal, out).orElseThrow().show(picture);
                assertTrue(
                        bytes.toString(StandardCharsets.UTF_8).startsWith("\u001b"),
                        () -> protocol + " begins with an escape");
            }
        }
    }

    @Test
    void aPlainTerminalShowsNone() throws IOException {
        try (Terminal terminal = terminal(Terminal.TYPE_DUMB)) {
            Optional<TerminalPictures> none = TerminalPictures.of(terminal, out);
            assertTrue(none.isEmpty());
        }
    }

    private static Terminal terminal(String type) throws IOException {
        return new DumbTerminal(
                "test",
                type,
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8);
    }
}
