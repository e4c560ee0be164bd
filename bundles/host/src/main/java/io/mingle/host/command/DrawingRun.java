package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Update;
import io.mingle.host.console.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Draws for one or more prompts: shows how far it is, and puts the pictures where they belong. */
final class DrawingRun implements AutoCloseable {

    private final Session session;
    private final PictureFiles files;
    private final boolean json;
    private final DrawingProgress progress;
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
        progress = new DrawingProgress(session, prompts, terminal);
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
            progress.removePreviews();
        }
        keep(finished);
        session.warn(finished);
    }

    private void show(Update update) {
        boolean kept = files != null && !files.isOutput();
        progress.show(update, prompt, index -> kept ? files.file(prompt, index) : null);
    }

    private void keep(Finished<Drawings> finished) {
        List<DrawnPicture> drawn = finished.result().pictures();
        ObjectNode object = Json.object();
        ArrayNode pictures = object.putArray("pictures");
        for (int i = 0; i < drawn.size(); i++) {
            DrawnPicture picture = drawn.get(i);
            String name = keep(picture, i);
            pictures.add(describe(picture, name));
            progress.show(picture.picture());
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
        PictureFiles.write(file, picture.picture().bytes());
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
        progress.close();
    }
}
