package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.ITerm2Graphics;
import org.jline.terminal.impl.KittyGraphics;
import org.jline.terminal.impl.SixelGraphics;
import org.jline.terminal.impl.TerminalGraphics;
import org.junit.jupiter.api.Test;

class TerminalPicturesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aPictureIsWrittenAsTheTerminalUnderstandsIt() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", file);
        Picture picture = new Picture("a.png", file.toByteArray());
        List<TerminalGraphics> protocols =
                List.of(new KittyGraphics(), new ITerm2Graphics(), new SixelGraphics());
        for (TerminalGraphics graphics : protocols) {
            bytes.reset();
            new TerminalPictures(graphics, out).show(picture);
            assertTrue(
                    bytes.toString(StandardCharsets.UTF_8).startsWith("\u001b"),
                    () -> graphics.getProtocol() + " begins with an escape");
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
