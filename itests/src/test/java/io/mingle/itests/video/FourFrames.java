package io.mingle.itests.video;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.VideoWatching;
import io.mingle.api.video.WatchOptions;
import io.mingle.broker.Broker;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Four frames of a red square that moves: what callers ask about while bundles are replaced. */
public final class FourFrames {

    /** What is asked. What a model that has not learnt to watch answers is always the same. */
    public static final String QUESTION = "In which direction does the red square move?";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIDE = 112;

    private FourFrames() {}

    /** Returns the frames. */
    public static List<Picture> pictures() {
        return IntStream.range(0, 4).mapToObj(FourFrames::frame).toList();
    }

    /** Returns them as a stream has them, a second apart. */
    public static List<LiveFrame> stream(double first) {
        List<Picture> pictures = pictures();
        return IntStream.range(0, 4)
                .mapToObj(it -> new LiveFrame(first + it, pictures.get(it)))
                .toList();
    }

    /**
     * Asks about them.
     *
     * @param broker leads to who watches
     * @return the answer
     */
    public static String ask(Broker broker) {
        Video video = Video.ofFrames("four frames", pictures());
        return broker.generate(
                        VideoWatching.class,
                        LIMIT,
                        it -> it.ask(video, QUESTION, WatchOptions.USUAL))
                .join(LIMIT)
                .result()
                .text();
    }

    private static Picture frame(int number) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(Color.RED);
        graphics.fillRect(10 + 20 * number, 40, 24, 24);
        graphics.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return new Picture("frame " + number, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
