package io.mingle.trainer.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InternalException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a picture and asks one of its questions; it is written as PNG and read again. */
record PictureTrial(PictureTask task, String group, PictureSource source) implements Trial {

    private static final int ANSWER_TOKENS = 48;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Size canvas = source.typical(random);
        Sample sample = source.draw(random, canvas.width(), canvas.height());
        Turn turn = sample.turns().get(random.nextInt(sample.turns().size()));
        byte[] png = png(sample.picture());
        Conversation asked = Conversation.of(turn.question(), new Picture("drawn.png", png));
        GenerationOptions options = GenerationOptions.GREEDY.withMaxTokens(ANSWER_TOKENS);
        String given =
                broker.generate(Understanding.class, PATIENCE, it -> it.ask(asked, options))
                        .join(PATIENCE)
                        .result()
                        .text();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("question", turn.question());
        told.put("expected", turn.answer());
        told.put("answer", given);
        return new Outcome(
                task.measure(turn, given),
                task.parts(turn),
                new Evidence("image", ".png", png, told));
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
