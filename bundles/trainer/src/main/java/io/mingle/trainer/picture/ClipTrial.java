package io.mingle.trainer.picture;

import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.Clip;
import io.mingle.trainer.data.ClipSource;
import io.mingle.trainer.data.PngFile;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.task.Asking;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Draws a clip and asks one of its questions; the frames are files in a folder of their own. */
record ClipTrial(ClipTask task, String group, ClipSource source) implements Trial {

    private static final int ANSWER_TOKENS = 48;

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Size canvas = source.typical(random);
        Clip clip = source.draw(random, canvas, source.length(random));
        Turn turn = clip.turns().get(random.nextInt(clip.turns().size()));
        String given = asked(clip, turn, broker);
        return new Outcome(
                task.measure(turn, given),
                task.parts(turn),
                new Evidence(
                        "image",
                        ".png",
                        PngFile.of(strip(clip)),
                        Asking.told(turn.question(), turn.answer(), given)));
    }

    private static String asked(Clip clip, Turn turn, Broker broker) {
        List<Path> written = new ArrayList<>();
        try {
            Path folder = Files.createTempDirectory("mingle-clip");
            written.add(folder);
            for (Sample frame : clip.frames()) {
                Path file =
                        folder.resolve(
                                String.format(Locale.ROOT, "frame-%03d.png", written.size()));
                written.add(file);
                Files.write(file, PngFile.of(frame.picture()));
            }
            Conversation asked = Conversation.of(turn.question(), Video.of(folder));
            return Asking.answer(broker, asked, ANSWER_TOKENS);
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The frames of a drawn clip were to be written into the system's temporary folder, and cannot be (%s). See that it is writable and has room."
                            .formatted(e),
                    e);
        } finally {
            for (int i = written.size() - 1; i >= 0; i--) {
                delete(written.get(i));
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }

    /** Puts the frames side by side. */
    private static RgbPicture strip(Clip clip) {
        int width = clip.frames().get(0).picture().width();
        int height = clip.frames().get(0).picture().height();
        int count = clip.frames().size();
        byte[] rgb = new byte[3 * width * height * count];
        for (int i = 0; i < count; i++) {
            byte[] frame = clip.frames().get(i).picture().rgb();
            for (int y = 0; y < height; y++) {
                System.arraycopy(frame, 3 * width * y, rgb, 3 * width * (y * count + i), 3 * width);
            }
        }
        return new RgbPicture(width * count, height, rgb);
    }
}
