package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.VideoSource;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.VideoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos as they come: damaged, cut off, very short, and what is none. */
@Timeout(120)
class OutsideVideoTest {

    private final FfmpegReader reader = Reference.reader();

    @TempDir private Path folder;

    /** Gives a file as what is opened. */
    VideoSource source(Path file) {
        return Reference.onDisk(file);
    }

    private VideoFile open(byte[] bytes) throws IOException {
        return reader.open(source(Files.write(folder.resolve("odd"), bytes)));
    }

    /** Reads all frames; returns what is warned of then. */
    private List<String> warnings(byte[] bytes, int frames) throws IOException {
        try (VideoFile video = open(bytes)) {
            assertEquals(frames, video.frames());
            List<byte[]> taken = take(video, Reference.all(video));
            assertEquals(frames, taken.size());
            return video.warnings().stream()
                    .map(each -> each.replace(folder.resolve("odd").toString(), "odd"))
                    .toList();
        }
    }

    private static List<byte[]> take(VideoFile video, int[] numbers) {
        List<byte[]> taken = new ArrayList<>();
        video.read(numbers, (position, width, height, rgb) -> taken.add(rgb.clone()));
        return taken;
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole.mp4", "whole.mkv", "whole.avi", "whole.ts", "whole.gif"})
    void wholeVideosAreSeenWholeAndAnyOfTheirFramesIsExact(String name) throws IOException {
        assertEquals(List.of(), warnings(Outside.bytes(name), 20));
        SplittableRandom random = new SplittableRandom(2);
        try (VideoFile video = reader.open(source(Outside.path(name)))) {
            List<byte[]> all = take(video, Reference.all(video));
            for (int round = 0; round < 20; round++) {
                int[] numbers = random.ints(3, 0, 20).sorted().toArray();
                List<byte[]> some = take(video, numbers);
                for (int i = 0; i < 3; i++) {
                    assertArrayEquals(all.get(numbers[i]), some.get(i), "frame " + numbers[i]);
                }
            }
            assertEquals(List.of(), video.warnings());
        }
    }

    @Test
    void aVideoThatWasCutOffSaysHowManyFramesAreMissing() throws IOException {
        assertEquals(
                List.of("The video 'odd' is cut off: 9 of its 10 frames are missing."),
                warnings(Outside.bytes("cut-at-60-percent-faststart.mp4"), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole.mp4", "whole.mkv", "whole.avi", "whole.ts", "whole.gif"})
    void whatIsCutOffIsSeenAsFarAsItGoes(String name) throws IOException {
        try (VideoFile video = open(Outside.cut(name, 70))) {
            assertTrue(video.frames() > 2 && video.frames() < 20, video.frames() + " frames");
            String warnings = video.warnings().toString();
            assertTrue(warnings.contains("is cut off"), warnings);
            assertEquals(video.frames(), take(video, Reference.all(video)).size());
        }
    }

    @Test
    void framesThatCannotBeDecodedAreReplacedAndCounted() throws IOException {
        byte[] whole = Outside.bytes("whole.mp4");
        String warnings =
                warnings(Outside.zeroed("whole.mp4", whole.length * 7 / 10, 400), 20).toString();
        assertTrue(
                warnings.matches(
                        ".The video 'odd' is damaged: [1-9] of the 20 frames that were asked for"
                                + " cannot be decoded, or not in all parts; the first is number"
                                + " \\d+\\. Frames beside them stand for what is missing\\.."),
                warnings);
    }

    @Test
    void behindTheLastFrameThatCanBeDecodedThatOneIsSeen() throws IOException {
        byte[] whole = Outside.bytes("whole.mp4");
        byte[] bytes = Outside.zeroed("whole.mp4", whole.length * 6 / 10, whole.length * 4 / 10);
        try (VideoFile video = open(bytes)) {
            assertEquals(20, video.frames());
            List<byte[]> end = take(video, new int[] {0, 18, 19});
            assertEquals(3, end.size());
            assertArrayEquals(end.get(1), end.get(2));
            String warnings = video.warnings().toString();
            assertTrue(warnings.contains("2 of the 3 frames that were asked for"), warnings);
        }
    }

    @Test
    void aHoleBetweenClustersIsTold() throws IOException {
        byte[] whole = Outside.bytes("whole.mkv");
        try (VideoFile video = open(Outside.zeroed("whole.mkv", whole.length / 2, 300))) {
            assertTrue(video.frames() < 20, video.frames() + " frames");
            String warnings = video.warnings().toString();
            assertTrue(warnings.contains("is damaged: about "), warnings);
            assertTrue(warnings.contains("of its 20 frames are missing"), warnings);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-frame.mp4"})
    void aSingleFrameIsAVideo(String name) throws IOException {
        assertEquals(List.of(), warnings(Outside.bytes(name), 1));
    }

    @Test
    void anMp4WithoutItsIndexIsToldToBeCutOff() {
        assertRefused(
                Outside.bytes("no-moov.mp4"),
                "is cut off before its index (moov), or its recording was never finished");
    }

    @Test
    void anMp4ThatEndsWithinItsIndexIsToldToBeCutOff() {
        assertRefused(Outside.cut("whole.mp4", 5), "is cut off");
    }

    @Test
    void aDecoderThatIsMissingIsNamed() {
        assertRefused(Outside.bytes("h263.3gp"), "is encoded as h263, which is not decoded here.");
    }

    @ParameterizedTest
    @CsvSource({
        "'version https://git-lfs.github.com/spec/v1', is a Git LFS pointer: the file was not",
        "'<html><body>404', looks like a web page (HTML)",
        "'[1, 2]', looks like a JSON text",
        "'\0\0\0\30ftypheic\0\0\0\0heicmif1\0\0\0\10meta', looks like a picture",
        "'RIFF\14\0\0\0WEBPVP8 data', looks like a picture",
        "'II*\0\10\0\0\0 ifd', looks like a picture",
        "'MM\0*\0\0\0\10 ifd', looks like a picture",
        "'BM\100\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0 rest', looks like a picture"
    })
    void whatIsSentInThePlaceOfAVideoIsNamed(String text, String told) {
        assertRefused(Outside.latin(text), told);
    }

    private void assertRefused(byte[] bytes, String told) {
        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> open(bytes));
        assertTrue(error.getMessage().contains(told), error.getMessage());
    }
}
