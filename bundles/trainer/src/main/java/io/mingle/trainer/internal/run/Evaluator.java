package io.mingle.trainer.internal.run;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Score;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.trainer.data.DrawnTask;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Asks a model what it was trained for, on pictures that it has not seen, through the very service
 * that everybody else asks: each picture is written as PNG and read again.
 */
final class Evaluator {

    private static final int ANSWER_TOKENS = 48;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Understanding understanding;

    Evaluator(Understanding understanding) {
        this.understanding = understanding;
    }

    List<Score> run(
            EvaluationPlan plan, List<Tasks.Group> groups, Consumer<EvaluationProgress> listener) {
        KeptEvaluation kept = KeptEvaluation.of(plan);
        Map<String, int[]> counts = new LinkedHashMap<>();
        int total = groups.size() * plan.count();
        int done = 0;
        for (Tasks.Group group : groups) {
            SplittableRandom random = new SplittableRandom(plan.seed());
            for (int i = 0; i < plan.count(); i++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("The evaluation was interrupted.");
                }
                ask(group, random.split(), counts, kept);
                listener.accept(new EvaluationProgress(++done, total));
            }
        }
        List<Score> scores = new ArrayList<>();
        counts.forEach(
                (key, count) -> {
                    String[] names = key.split("\t");
                    scores.add(Score.of(names[0], names[1], count[0], count[1]));
                });
        kept.add(scores);
        return scores;
    }

    /** Draws a picture, asks one of its questions, and counts the answer in its groups. */
    private void ask(
            Tasks.Group group,
            SplittableRandom random,
            Map<String, int[]> counts,
            KeptEvaluation kept) {
        DrawnTask task = group.task();
        Size canvas = task.typical(random);
        Sample sample = task.draw(random, canvas.width(), canvas.height());
        Turn turn = sample.turns().get(random.nextInt(sample.turns().size()));
        Picture picture = new Picture("drawn.png", png(sample.picture()));
        String given =
                understanding
                        .ask(
                                Conversation.of(turn.question(), picture),
                                GenerationOptions.GREEDY.withMaxTokens(ANSWER_TOKENS))
                        .join(PATIENCE)
                        .result()
                        .text();
        boolean correct = task.correct(turn, given);
        kept.add(group, picture, turn, given, correct);
        count(counts, task.name() + "\t" + group.name(), correct);
        if (task.name().equals("look")) {
            count(counts, task.name() + "\t" + kind(turn), correct);
        }
    }

    private static void count(Map<String, int[]> counts, String key, boolean correct) {
        int[] count = counts.computeIfAbsent(key, k -> new int[2]);
        count[0]++;
        count[1] += correct ? 1 : 0;
    }

    /** Tells questions for a number, a place or a word apart by the answer that is right. */
    private static String kind(Turn turn) {
        if (turn.answer().startsWith("[")) {
            return "where";
        }
        return Character.isDigit(turn.answer().charAt(0)) ? "how many" : "which";
    }

    private static byte[] png(RgbPicture picture) {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int value =
                    (rgb[3 * i] & 0xFF) << 16
                            | (rgb[3 * i + 1] & 0xFF) << 8
                            | rgb[3 * i + 2] & 0xFF;
            image.setRGB(i % picture.width(), i / picture.width(), value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory, for ImageIO by itself takes a temporary file and a shutdown hook per picture.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new InternalException(
                    "A drawn picture could not be written as PNG in memory.", e);
        }
        return bytes.toByteArray();
    }
}
