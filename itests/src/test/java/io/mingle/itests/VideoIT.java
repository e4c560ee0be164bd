package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.BusyDevice;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import io.mingle.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of frames and a question in, an answer out, with the embedded model. What it says of a
 * video is not judged here.
 */
@InFramework
@Timeout(120)
class VideoIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HOW_MANY = "How many circles are there?";

    /** 224 pixels become 140, as {@code max_pixels_video} wants it: 5 × 5 tokens for two frames. */
    private static final int TOKENS_OF_A_PAIR = 25;

    /** {@code <video>}, {@code </video>} and a line break. */
    private static final int AROUND = 3;

    @TempDir private Path folder;

    private static Picture frame(int at) {
        return Pictures.of(new Figure("circle", "red", 20 + at, 60, 80));
    }

    private Video video(int frames) throws IOException {
        for (int i = 0; i < frames; i++) {
            Files.write(folder.resolve("frame-" + i + ".png"), frame(10 * i).bytes());
        }
        return Video.of(folder);
    }

    private static Generation<Answer> ask(Broker broker, Conversation question) {
        return ask(broker, question, GenerationOptions.GREEDY);
    }

    private static Generation<Answer> ask(
            Broker broker, Conversation question, GenerationOptions options) {
        return broker.generate(Understanding.class, LIMIT, it -> it.ask(question, options));
    }

    private static Conversation question(Content... content) {
        return Conversation.of(HOW_MANY, content);
    }

    @Test
    void aFolderOfFramesIsAnsweredAndItsTokensAreCounted(Broker broker) throws IOException {
        Video video = video(5);
        int words = promptTokens(broker, question());

        Finished<Answer> finished = ask(broker, question(video)).join(LIMIT);

        assertFalse(finished.result().text().isBlank(), finished.toString());
        assertEquals(FinishReason.STOP, finished.result().reason());
        assertEquals(
                words + AROUND + 3 * TOKENS_OF_A_PAIR,
                finished.usage().promptTokens(),
                "five frames are three pairs");
    }

    @Test
    void videosAndPicturesMix(Broker broker) throws IOException {
        Video video = video(2);
        int one = promptTokens(broker, question(video));
        int two = promptTokens(broker, question(video, video));
        assertEquals(AROUND + TOKENS_OF_A_PAIR, two - one);

        assertTrue(promptTokens(broker, question(video, frame(0))) > one + AROUND);
    }

    private static int promptTokens(Broker broker, Conversation question) {
        return ask(broker, question).join(LIMIT).usage().promptTokens();
    }

    @Test
    void aCancelledAnswerEnds(Broker broker, TensorRuntime runtime) throws IOException {
        Video video = video(8);
        ask(broker, question(video)).join(LIMIT);
        Generation<Answer> generation;
        try (BusyDevice device = new BusyDevice(runtime)) {
            generation = ask(broker, question(video));
            generation.cancel();
        }

        assertThrows(CancelledException.class, () -> generation.join(LIMIT));
        assertFalse(ask(broker, question(video)).join(LIMIT).result().text().isBlank());
    }

    @Test
    void aDamagedFrameIsUsedAndNamed(Broker broker) throws IOException {
        Video video = video(3);
        byte[] whole = frame(0).bytes();
        Files.write(folder.resolve("frame-1.png"), Arrays.copyOf(whole, whole.length / 2));

        Finished<Answer> finished = ask(broker, question(video)).join(LIMIT);
        assertFalse(finished.result().text().isBlank());
        assertEquals(1, finished.warnings().size(), finished.toString());
        String warning = finished.warnings().get(0);
        assertTrue(warning.contains("frame-1.png' the lower "), warning);

        Files.write(folder.resolve("frame-1.png"), Arrays.copyOf(whole, 40));
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> ask(broker, question(video)).join(LIMIT));
        assertTrue(error.getMessage().contains("frame-1.png"), error.getMessage());
        assertTrue(error.getMessage().contains("damaged PNG"), error.getMessage());
    }

    @Test
    void thePagesOfATiffArePicturesOfTheirOwn(Broker broker) throws IOException {
        Picture one = tiff(frame(0));
        Picture two = tiff(frame(0), frame(10));
        int single = promptTokens(broker, question(one));
        int pages = promptTokens(broker, question(two));
        int pictures = promptTokens(broker, question(one, one));
        assertTrue(single < pages);
        assertEquals(pictures, pages);

        GenerationOptions strict = GenerationOptions.GREEDY.withStrict(true);
        assertThrows(
                UnreadableContentException.class,
                () -> ask(broker, question(cut(two)), strict).join(LIMIT));
    }

    private static Picture tiff(Picture... pages) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (Picture page : pages) {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(page.bytes()));
                writer.writeToSequence(new IIOImage(image, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return new Picture("pages.tif", file.toByteArray());
    }

    private static Picture cut(Picture picture) {
        return new Picture("cut.tif", Arrays.copyOf(picture.bytes(), picture.bytes().length - 500));
    }
}
