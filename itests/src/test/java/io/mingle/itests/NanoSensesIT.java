package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import io.mingle.itests.sound.Dictation;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;

/** What the embedded model hears, and sees of motion, in what was not made by the trainer. */
@InFramework
@Timeout(120)
class NanoSensesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FRAMES = 6;
    private static final int STEP = 22;

    private static final Map<String, int[]> WAYS =
            Map.of(
                    "right", new int[] {1, 0},
                    "left", new int[] {-1, 0},
                    "up", new int[] {0, -1},
                    "down", new int[] {0, 1});

    @Test
    void itWritesDownWhatASynthesizerSays(Broker broker, BundleContext context) throws Exception {
        byte[] wave;
        try (InputStream in =
                Swap.bundle(context, "io.mingle.audio")
                        .getEntry("demo/nine-four-one-stop.wav")
                        .openStream()) {
            wave = in.readAllBytes();
        }
        assertEquals("nine four one stop", Dictation.of(broker, wave));
    }

    @Test
    void itSeesWhereAShapeMoves(Broker broker) {
        List<String> wrong = new ArrayList<>();
        WAYS.forEach(
                (way, by) ->
                        List.of("circle", "square", "star")
                                .forEach(
                                        kind -> {
                                            String answer = direction(broker, kind, by);
                                            if (!answer.equals(way)) {
                                                wrong.add(kind + " " + way + ": " + answer);
                                            }
                                        }));
        assertTrue(wrong.size() <= 1, wrong.toString());
    }

    private static String direction(Broker broker, String kind, int[] by) {
        List<Picture> frames =
                IntStream.range(0, FRAMES)
                        .mapToObj(
                                i -> {
                                    int along = STEP * (i - FRAMES / 2);
                                    return Pictures.of(
                                            new Figure(
                                                    kind,
                                                    "red",
                                                    90 + along * by[0],
                                                    90 + along * by[1],
                                                    45));
                                })
                        .toList();
        Conversation asked =
                Conversation.of(
                        "In which direction does the red " + kind + " move?",
                        Video.ofFrames("moving", frames));
        return broker.generate(
                        Understanding.class, LIMIT, it -> it.ask(asked, GenerationOptions.GREEDY))
                .join(LIMIT)
                .result()
                .text();
    }
}
