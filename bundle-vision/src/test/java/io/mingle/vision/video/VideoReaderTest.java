package io.mingle.vision.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.FrameSampling.Manner;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.Frames;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.SoundPieces;
import io.mingle.api.media.VideoFile;
import io.mingle.api.video.Cue;
import io.mingle.vision.internal.parity.Noise;
import io.mingle.vision.picture.Bicubic;
import io.mingle.vision.picture.FrameFolder;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoReaderTest {

    private final VideoReader reader =
            new VideoReader(FrameSizeTest.videoConfig(15_680, 40_320), 4096);

    @TempDir private Path folder;

    /** How the bytes of a file come. */
    enum Given {
        ON_DISK,
        IN_MEMORY;

        Video video(Path folder) throws IOException {
            return this == ON_DISK
                    ? Video.of(Files.createFile(folder.resolve("a.mp4")))
                    : Video.of("a.mp4", new byte[] {1});
        }
    }

    private void frame(String name, int side, int grey) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, grey * 0x10101);
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private List<RgbPicture> read() {
        return reader.read(Video.of(folder), Optional.empty()).pictures();
    }

    private void assertRefused(Class<? extends MingleException> type, String words) {
        MingleException error = assertThrows(type, this::read);
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void framesOfAFolderComeByNameAndTheLastIsRepeated() throws IOException {
        frame("c.png", 224, 30);
        frame("a.png", 224, 10);
        frame("b.png", 224, 20);
        Files.writeString(folder.resolve(".hidden"), "not a picture");
        List<RgbPicture> frames = read();
        assertArrayEquals(
                new int[] {10, 20, 30, 30}, frames.stream().mapToInt(it -> it.rgb()[0]).toArray());
        assertEquals(new Size(196, 196), frames.get(0).size());
        assertSame(frames.get(2), frames.get(3), "it is held once");
    }

    @Test
    void picturesAreReadAsThoseOfAFolderAre() throws IOException {
        frame("a.png", 224, 10);
        frame("b.png", 224, 20);
        frame("c.png", 224, 30);
        List<Picture> given =
                Stream.of("a.png", "b.png", "c.png")
                        .map(it -> Picture.read(folder.resolve(it)))
                        .toList();
        List<RgbPicture> frames =
                reader.read(Video.ofFrames("three", given), Optional.empty()).pictures();
        assertEquals(4, frames.size());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(read().get(i).rgb(), frames.get(i).rgb());
        }
    }

    @Test
    void framesThatAreNamedAreTaken() throws IOException {
        Video video = Given.ON_DISK.video(folder);
        List<RgbPicture> frames =
                reader.read(
                                video.withSampling(
                                        FrameSampling.DEFAULT.withNumbers(List.of(37, 112, 187))),
                                Optional.of(new FakeMedia(300)))
                        .pictures();
        assertEquals(4, frames.size());
        assertSame(frames.get(2), frames.get(3));
        assertArrayEquals(
                reader.read(
                                video.withSampling(new FrameSampling(4, 4, 64, Manner.UNIFORM)),
                                Optional.of(new FakeMedia(300)))
                        .pictures()
                        .get(1)
                        .rgb(),
                frames.get(1).rgb());
    }

    @Test
    void framesOfDifferentSizesAreRefusedWithBoth() throws IOException {
        frame("a.png", 224, 1);
        frame("b.png", 220, 1);
        assertRefused(
                UnreadableContentException.class,
                "the first is 224×224 pixels, the one at place 2 is 220×220");
    }

    @Test
    void aFrameThatIsNoPictureIsNamed() throws IOException {
        frame("a.png", 224, 1);
        Files.writeString(folder.resolve("notes.txt"), "Dear diary");
        assertRefused(UnreadableContentException.class, "notes.txt");
    }

    @Test
    void anEmptyFolderAndAMissingFileAreRefused() {
        assertRefused(UnreadableContentException.class, "has no files");
        MingleException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> reader.read(Video.of(folder.resolve("no.mp4")), Optional.empty()));
        assertTrue(error.getMessage().contains("does not exist"), error.getMessage());
    }

    @Test
    void aFolderWithTooManyFilesIsRefusedBeforeAnyIsRead() throws IOException {
        for (int i = 0; i <= FrameFolder.MOST; i++) {
            Files.createFile(folder.resolve(Integer.toString(i)));
        }
        assertRefused(ContentTooLargeException.class, "more than 10000 files");
    }

    @Test
    void moreTokensThanTheDecoderReadsAreRefusedAtTheFirstFrame() throws IOException {
        for (int i = 0; i < 4; i++) {
            frame(i + ".png", 224, 1);
        }
        VideoReader small = new VideoReader(FrameSizeTest.videoConfig(15_680, 40_320), 98);
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> small.read(Video.of(folder), Optional.empty()));
        assertTrue(error.getMessage().contains("take 98 tokens"), error.getMessage());
        assertTrue(error.getMessage().contains("at most 97"), error.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aFileNeedsSomebodyWhoDecodesIt(Given given) throws IOException {
        Video video = given.video(folder);
        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class,
                        () -> reader.read(video, Optional.empty()));
        assertTrue(
                error.getMessage().startsWith("The video '" + video.name() + "' cannot be decoded"),
                error.getMessage());
        assertTrue(error.getMessage().contains("io.mingle.media.ffmpeg"), error.getMessage());
    }

    @Test
    void aDamagedFrameIsUsedAndItsLossIsTold() throws IOException {
        frame("a.png", 224, 10);
        frame("b.png", 224, 20);
        Path damaged = folder.resolve("b.png");
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(whole, whole.length - 40));
        TakenFrames taken = reader.read(Video.of(folder), Optional.empty());
        List<String> warnings = taken.warnings();
        assertEquals(2, taken.pictures().size());
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("b.png' the lower "), warnings.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void framesOfAFileAreTakenResizedAndTheFileIsClosed(Given given) throws IOException {
        Video video = given.video(folder);
        FakeMedia media = new FakeMedia(300);
        FrameSampling four = new FrameSampling(4, 4, 64, Manner.UNIFORM);
        List<RgbPicture> frames =
                reader.read(video.withSampling(four), Optional.of(media)).pictures();
        assertEquals(video.source(), media.opened);
        assertTrue(media.closed);
        assertEquals(4, frames.size());
        int[] numbers = {37, 112, 187, 262};
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(
                    Bicubic.resize(
                                    TensorBicubic.resize(
                                            Noise.picture(numbers[i], 230, 224),
                                            new Size(336, 336)),
                                    196,
                                    196)
                            .rgb(),
                    frames.get(i).rgb());
        }
    }

    @ParameterizedTest
    @EnumSource
    void limitsOfTheVideoAreKept(Given given) throws IOException {
        Video video = given.video(folder);
        FakeMedia media = new FakeMedia(300);
        FrameSampling four = FrameSampling.DEFAULT.withFrames(4);
        Video small = video.withSampling(four).withLimits(new FrameLimits(0, 160 * 160, 0));
        assertEquals(
                new Size(140, 140),
                reader.read(small, Optional.of(media)).pictures().get(0).size());

        Video tooSmall = video.withLimits(new FrameLimits(0, 100, 0));
        assertThrows(
                InvalidRequestException.class, () -> reader.read(tooSmall, Optional.of(media)));
    }

    @Test
    void limitsOfAFolderAreKept() throws IOException {
        frame("a.png", 224, 10);
        Video video = new Video(folder, FrameSampling.DEFAULT, new FrameLimits(0, 160 * 160, 0));
        assertEquals(
                new Size(140, 140), reader.read(video, Optional.empty()).pictures().get(0).size());
    }

    @Test
    void aThreadThatIsInterruptedReadsNoFurtherPicture() throws IOException {
        frame("a.png", 224, 10);
        Thread.currentThread().interrupt();
        try {
            assertRefused(CancelledException.class, "was being read when its thread was");
        } finally {
            assertTrue(Thread.interrupted(), "still told to stop");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anArrayThatIsOnlyLentIsCopied(Given given) throws IOException {
        Video video = given.video(folder);
        FakeMedia media = new FakeMedia(8);
        media.width = 336;
        media.height = 336;
        VideoReader usual = new VideoReader(FrameSizeTest.config(78_400, 802_816), 4096);
        List<RgbPicture> frames = usual.read(video, Optional.of(media)).pictures();
        assertArrayEquals(Noise.picture(3, 336, 336).rgb(), frames.get(3).rgb());
    }

    @ParameterizedTest
    @EnumSource
    void whatTheDecoderFindsReachesTheCallerAndTheFileIsClosed(Given given) throws IOException {
        Video video = given.video(folder);
        FakeMedia media = new FakeMedia(8);
        media.damagedFrom = 5;
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> reader.read(video, Optional.of(media)));
        assertEquals("damaged", error.getMessage());
        assertTrue(media.closed);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLostReachesTheCaller(Given given) throws IOException {
        Video video = given.video(folder);
        FakeMedia media = new FakeMedia(3);
        media.warnings = List.of("a hole");
        FrameSampling eight = FrameSampling.DEFAULT.withFrames(8);
        TakenFrames taken = reader.read(video.withSampling(eight), Optional.of(media));
        assertEquals(4, taken.pictures().size());
        assertSame(taken.pictures().get(2), taken.pictures().get(3), "it is held once");
        assertEquals(
                List.of(
                        "a hole",
                        "8 frames of the video '"
                                + video.name()
                                + "' were asked for, and 3 were taken: it has no more."),
                taken.warnings());
    }

    @ParameterizedTest
    @EnumSource
    void ofALongVideoTheBoundIsTold(Given given) throws IOException {
        Video video = given.video(folder);
        FrameSampling many = FrameSampling.DEFAULT.withFrames(32);
        TakenFrames taken = reader.read(video.withSampling(many), Optional.of(new FakeMedia(300)));
        assertEquals(20, taken.pictures().size());
        assertTrue(
                taken.warnings()
                        .get(0)
                        .endsWith(
                                "32 frames of the video '"
                                        + video.name()
                                        + "' were asked for, and 20 were taken: of 300 frames in"
                                        + " more than five seconds, at most two a second are"
                                        + " looked at."),
                taken.warnings().toString());
    }

    /** A video of noise at 30 frames a second, which lends one array for all its frames. */
    private static final class FakeMedia implements MediaReader, VideoFile {
        private final int frames;
        private int width = 230;
        private int height = 224;
        private int damagedFrom = Integer.MAX_VALUE;
        private List<String> warnings = List.of();
        private VideoSource opened;
        private boolean closed;

        private FakeMedia(int frames) {
            this.frames = frames;
        }

        @Override
        public List<Cue> subtitles(VideoSource source) {
            return List.of();
        }

        @Override
        public DecodedSound sound(Sound sound, double maxSeconds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> sound(SoundSource source, double maxSeconds, SoundPieces pieces) {
            throw new UnsupportedOperationException();
        }

        @Override
        public VideoFile open(VideoSource source) {
            opened = source;
            return this;
        }

        @Override
        public int frames() {
            return frames;
        }

        @Override
        public double framesPerSecond() {
            return 30;
        }

        @Override
        public void read(int[] numbers, Frames taker) {
            byte[] lent = new byte[3 * width * height];
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] >= damagedFrom) {
                    throw new UnreadableContentException("damaged");
                }
                byte[] rgb = Noise.picture(numbers[i], width, height).rgb();
                System.arraycopy(rgb, 0, lent, 0, lent.length);
                taker.take(i, width, height, lent);
            }
        }

        @Override
        public List<String> warnings() {
            return warnings;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
