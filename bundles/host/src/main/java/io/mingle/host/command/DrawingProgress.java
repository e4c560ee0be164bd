package io.mingle.host.command;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import io.mingle.host.console.LiveLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far drawings are: a bar of their steps with the time that is left, and what they look
 * like so far.
 */
final class DrawingProgress implements AutoCloseable {

    private final Session session;
    private final int drawings;
    private final Optional<TerminalPictures> terminal;

    /** Those that were written and not taken away. */
    private final Set<Path> previews = new LinkedHashSet<>();

    private ProgressBar bar;

    /**
     * Prepares it.
     *
     * @param drawings how many there are, one after the other
     * @param terminal where pictures are shown, too
     */
    DrawingProgress(Session session, int drawings, Optional<TerminalPictures> terminal) {
        this.session = session;
        this.drawings = drawings;
        this.terminal = terminal;
    }

    /**
     * Shows what a drawing tells.
     *
     * @param drawing which one, from 0
     * @param file where the picture of an index will go; null for nowhere
     */
    void show(Update update, int drawing, IntFunction<Path> file) {
        if (update instanceof Progress progress && progress.of() > 0) {
            bar(progress.of()).stepTo(drawing * progress.of() + progress.step());
        } else if (update instanceof PicturePreview preview) {
            keep(preview.picture(), file.apply(preview.index()));
            show(preview.picture());
        }
    }

    /** Shows a picture, where they are shown. */
    void show(Picture picture) {
        terminal.ifPresent(
                shown -> {
                    session.live().clear();
                    shown.show(picture);
                });
    }

    /** What is not ours stays; where a preview cannot be written, the picture will tell. */
    private void keep(Picture picture, Path place) {
        if (place == null) {
            return;
        }
        Path file = PictureFiles.preview(place);
        try {
            if (previews.contains(file) || !Files.exists(file)) {
                PictureFiles.write(file, picture.bytes());
                previews.add(file);
            }
        } catch (UnwritableOutputException e) {
            session.live().clear();
        }
    }

    /** How many steps there are is known when the first is done. */
    private ProgressBar bar(long steps) {
        if (bar == null) {
            LiveLine line = session.live();
            bar =
                    new ProgressBarBuilder()
                            .setTaskName("drawing")
                            .setInitialMax(steps * drawings)
                            .setUpdateIntervalMillis(250)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(
                                    new DelegatingProgressBarConsumer(line::show, line.width()))
                            .build();
        }
        return bar;
    }

    /** Takes the previews of a drawing away, which has ended. */
    void removePreviews() {
        session.live().clear();
        previews.forEach(PictureFiles::remove);
        previews.clear();
    }

    /** Takes the line away that told how far it is. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        session.live().clear();
    }
}
