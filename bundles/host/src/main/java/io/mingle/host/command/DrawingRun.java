package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import io.mingle.host.console.LiveLine;
import io.mingle.host.console.Units;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws for one or more prompts: shows how far it is, and puts the pictures where they belong. */
final class DrawingRun implements AutoCloseable {

    private final Session session;
    private final PictureFiles files;
    private final boolean json;
    private final int prompts;
    private final Optional<TerminalPictures> terminal;

    /** Those that this run has written and not taken away. */
    private final Set<Path> previews = new LinkedHashSet<>();

    private ProgressBar bar;
    private int prompt;

    /**
     * Prepares it.
     *
     * @param files where pictures go; null for nowhere
     * @param prompts how many there are
     * @param terminal where they are shown, too
     */
    DrawingRun(
            Session session,
            PictureFiles files,
            boolean json,
            int prompts,
            Optional<TerminalPictures> terminal) {
        this.session = session;
        this.files = files;
        this.json = json;
        this.prompts = prompts;
        this.terminal = terminal;
    }

    /**
     * Draws for a prompt.
     *
     * @param index which prompt it is, from 0
     * @param begin begins to draw
     */
    void draw(int index, Supplier<Generation<Drawings>> begin) {
        prompt = index;
        Generation<Drawings> generation = session.patiently("loading the model", begin);
        Finished<Drawings> finished;
        try {
            finished = Receiver.await(generation, session.interruption(), this::show);
        } finally {
            session.live().clear();
            removePreviews();
        }
        keep(finished);
        session.warn(finished);
    }

    private void show(Update update) {
        if (update instanceof Progress progress && progress.of() > 0) {
            bar(progress.of()).stepTo(prompt * progress.of() + progress.step());
        } else if (update instanceof PicturePreview preview) {
            keepPreview(preview);
            terminal.ifPresent(it -> show(it, preview.picture()));
        }
    }

    /** What is not ours stays; where a preview cannot be written, the picture will tell. */
    private void keepPreview(PicturePreview preview) {
        if (files != null && !files.isOutput()) {
            Path file = PictureFiles.preview(files.file(prompt, preview.index()));
            try {
                if (previews.contains(file) || !Files.exists(file)) {
                    PictureFiles.write(file, preview.picture());
                    previews.add(file);
                }
            } catch (UnwritableOutputException e) {
                session.live().clear();
            }
        }
    }

    private void show(TerminalPictures shown, Picture picture) {
        session.live().clear();
        shown.show(picture);
    }

    private void removePreviews() {
        previews.forEach(PictureFiles::remove);
        previews.clear();
    }

    /** How many steps there are is known when the first is done. */
    private ProgressBar bar(long steps) {
        if (bar == null) {
            LiveLine line = session.live();
            bar =
                    new ProgressBarBuilder()
                            .setTaskName("drawing")
                            .setInitialMax(steps * prompts)
                            .setUpdateIntervalMillis(250)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(
                                    new DelegatingProgressBarConsumer(line::show, line.width()))
                            .build();
        }
        return bar;
    }

    private void keep(Finished<Drawings> finished) {
        List<DrawnPicture> drawn = finished.result().pictures();
        ObjectNode object = Json.object();
        ArrayNode pictures = object.putArray("pictures");
        for (int i = 0; i < drawn.size(); i++) {
            DrawnPicture picture = drawn.get(i);
            String name = keep(picture, i);
            pictures.add(describe(picture, name));
            terminal.ifPresent(it -> show(it, picture.picture()));
            if (!json && (files == null || !files.isOutput())) {
                session.out().println(line(picture, name));
            }
        }
        finished.warnings().forEach(object.putArray("warnings")::add);
        if (json && (files == null || !files.isOutput())) {
            session.out().println(Json.line(object));
        }
    }

    /** Returns what the file is called; nothing if there is none. */
    private String keep(DrawnPicture picture, int index) {
        if (files == null) {
            return "";
        }
        if (files.isOutput()) {
            session.out().writeBytes(picture.picture().bytes());
            session.out().flush();
            return "";
        }
        Path file = files.file(prompt, index);
        PictureFiles.write(file, picture.picture());
        return file.toString();
    }

    private static ObjectNode describe(DrawnPicture picture, String name) {
        ObjectNode object = Json.object();
        if (!name.isEmpty()) {
            object.put("file", name);
        }
        object.put("width", picture.size().width()).put("height", picture.size().height());
        object.put("seed", picture.seed()).put("steps", picture.steps());
        object.putObject("timings_ms")
                .put("denoising", Json.millis(picture.denoising()))
                .put("decoding", Json.millis(picture.decoding()));
        return object;
    }

    private static String line(DrawnPicture picture, String name) {
        return "%s%s, seed %s, %s in %s"
                .formatted(
                        name.isEmpty() ? "" : name + ": ",
                        picture.size(),
                        picture.seed(),
                        Units.count(picture.steps(), "step"),
                        Units.time(picture.denoising().plus(picture.decoding())));
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
