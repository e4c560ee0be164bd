package io.mingle.host.command;

import io.mingle.api.content.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.terminal.impl.TerminalGraphics;
import org.jline.terminal.impl.TerminalGraphics.ImageOptions;
import org.jline.terminal.impl.TerminalGraphicsManager;

/** Shows pictures in terminals that can: those of Kitty's protocol, iTerm's, and Sixel. */
final class TerminalPictures {

    private final TerminalGraphics graphics;
    private final PrintStream out;

    /**
     * Writes pictures.
     *
     * @param graphics how the terminal understands them
     * @param out leads to the terminal
     */
    TerminalPictures(TerminalGraphics graphics, PrintStream out) {
        this.graphics = graphics;
        this.out = out;
    }

    /**
     * Asks the terminal of this process; empty if there is none, or it shows no pictures.
     *
     * @param out leads to the terminal
     */
    static Optional<TerminalPictures> ofThisProcess(PrintStream out) {
        try (Terminal terminal =
                TerminalBuilder.builder()
                        .system(true)
                        .dumb(true)
                        .nativeSignals(false)
                        .systemOutput(SystemOutput.SysErr)
                        .build()) {
            return of(terminal, out);
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    static Optional<TerminalPictures> of(Terminal terminal, PrintStream out) {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB)
                ? Optional.empty()
                : TerminalGraphicsManager.getBestProtocol(terminal)
                        .map(it -> new TerminalPictures(it, out));
    }

    /** Shows a picture, if it can be read. */
    void show(Picture picture) {
        var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()));
        try {
            BufferedImage image = ImageIO.read(in);
            if (image != null) {
                out.println(graphics.convertImage(image, new ImageOptions().name(picture.name())));
                out.flush();
            }
        } catch (IOException e) {
            // It lies in its file all the same.
        }
    }
}
