package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.Frames;
import io.mingle.api.media.VideoFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class FfmpegVideoTest {

    private static final int TOLERANCE = 3;

    private final FfmpegReader reader = Reference.reader();

    /** Gives a file as what is opened. */
    VideoSource source(Path file) {
        return Reference.onDisk(file);
    }

    private VideoFile open(String name) {
        return reader.open(source(Reference.path(name)));
    }

    static List<String> files() {
        return Reference.names("videos.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void allFramesAreWhatOtherReadersFind(String name) {
        JsonNode expected = Reference.json("videos.json").get(name);
        try (VideoFile video = open(name)) {
            assertEquals(expected.get("frames").intValue(), video.frames());
            assertEquals(expected.get("fps").doubleValue(), video.framesPerSecond(), 1e-3);
            int[] numbers = Reference.all(video);
            assertEquals(numbers.length, checked(video, numbers, expected));
            assertEquals(List.of(), video.warnings());
        }
    }

    /** Back and forth, each kind of jump: each frame is the one that has the number. */
    @ParameterizedTest
    @MethodSource("files")
    void anyChoiceOfFramesIsExact(String name) {
        JsonNode expected = Reference.json("videos.json").get(name);
        SplittableRandom random = new SplittableRandom(3);
        try (VideoFile video = open(name)) {
            int last = video.frames() - 1;
            checked(video, new int[] {last}, expected);
            checked(video, new int[] {0, 0, last, last}, expected);
            for (int round = 0; round < 30; round++) {
                int[] numbers = random.ints(3, 0, last + 1).sorted().toArray();
                assertEquals(3, checked(video, numbers, expected));
            }
            assertEquals(List.of(), video.warnings());
        }
    }

    private static int checked(VideoFile video, int[] numbers, JsonNode expected) {
        List<Integer> positions = new ArrayList<>();
        Frames check =
                (position, width, height, rgb) -> {
                    assertEquals(positions.size(), position);
                    positions.add(position);
                    assertEquals(expected.get("width").intValue(), width);
                    assertEquals(expected.get("height").intValue(), height);
                    assertEquals(3 * width * height, rgb.length);
                    JsonNode values = expected.get("rgb").get(numbers[position]);
                    for (int i = 0; i < values.size(); i++) {
                        int pixel = expected.get("pixels").get(i / 3).intValue();
                        assertEquals(
                                values.get(i).intValue(),
                                rgb[3 * pixel + i % 3] & 0xff,
                                TOLERANCE,
                                "frame " + numbers[position] + ", pixel " + pixel);
                    }
                };
        video.read(numbers, check);
        return positions.size();
    }

    @Test
    void largerFramesThanTheLimitAreRefusedBeforeTheyAreDecoded() {
        Path file = Reference.path("bframes.mp4");
        Reference.reader(64 * 48).open(source(file)).close();

        ContentTooLargeException error =
                assertThrows(
                        ContentTooLargeException.class,
                        () -> Reference.reader(64 * 48 - 1).open(source(file)));
        assertEquals(
                "The video '"
                        + file
                        + "' has frames of 64 x 48 pixels; at most 3071 pixels are accepted. Make"
                        + " it smaller, for example with: ffmpeg -i FILE -vf scale=1280:-2"
                        + " OTHER.mp4",
                error.getMessage());
    }

    @Test
    void framesThatAreNotThereAreRefused() {
        try (VideoFile video = open("vp9.webm")) {
            for (int[] wrong : new int[][] {{-1}, {24}, {5, 4}}) {
                assertThrows(
                        InvalidRequestException.class,
                        () -> video.read(wrong, (i, w, h, rgb) -> {}));
            }
        }
    }

    @Test
    void whatTheTakerThrowsIsTheCallersAndTheVideoStaysUsable() {
        JsonNode expected = Reference.json("videos.json").get("bframes.mp4");
        try (VideoFile video = open("bframes.mp4")) {
            Frames full =
                    (position, width, height, rgb) -> {
                        throw new ArithmeticException("full");
                    };
            assertThrows(ArithmeticException.class, () -> video.read(new int[] {7}, full));
            assertEquals(2, checked(video, new int[] {3, 20}, expected));
        }
    }

    @Test
    void aClosedVideoSaysSo() {
        VideoFile video = open("vp9.webm");
        video.close();
        video.close();

        assertThrows(
                InvalidRequestException.class,
                () -> video.read(new int[] {0}, (i, w, h, rgb) -> {}));
    }

    @Test
    void aSoundIsNoVideo() {
        Path file = Reference.path("tone.mp3");
        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> reader.open(source(file)));
        assertEquals(
                "The video '" + file + "' has no video in it. Send a file with a video track.",
                error.getMessage());
    }
}
