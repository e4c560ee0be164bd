package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.VideoFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or made to do harm. */
@Timeout(300)
class HostileFileTest {

    private final FfmpegReader reader = Reference.reader();

    @TempDir private Path folder;

    static List<String> files() {
        TreeSet<String> all = new TreeSet<>(Reference.names("sounds.json"));
        all.addAll(Reference.names("videos.json"));
        for (String ending : "mp3 aac m4a ogg webm flac mp4 mkv avi ts gif".split(" ")) {
            all.add("../outside/whole." + ending);
        }
        for (String name : "tone.au alac.caf tone.wma narrow.amr wide.amr aac.ts".split(" ")) {
            all.add("../outside/" + name);
        }
        return List.copyOf(all);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatIsCutOffIsReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Reference.path(name));
        for (int part = 0; part < 16; part++) {
            survive(Arrays.copyOf(whole, Math.max(1, whole.length * part / 16)));
        }
        survive(Arrays.copyOf(whole, whole.length - 1));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileWithWrongBytesIsReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Reference.path(name));
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int round = 0; round < 40; round++) {
            byte[] bytes = whole.clone();
            int wrong = 1 << random.nextInt(8);
            // Most of what is said about a file is said at its beginning or its end.
            int from = round % 2 == 0 ? 0 : random.nextInt(bytes.length);
            for (int i = 0; i < wrong; i++) {
                int at = from + random.nextInt(Math.min(600, bytes.length - from));
                bytes[at] = (byte) random.nextInt();
            }
            survive(bytes);
        }
    }

    /** Anything but a crash, an error that is a bug, or a hang. */
    private void survive(byte[] bytes) throws IOException {
        try {
            reader.sound(new Sound("odd", bytes), 10);
        } catch (UnreadableContentException | ContentTooLargeException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
        Path file = Files.write(folder.resolve("odd"), bytes);
        assertEquals(
                seen(Reference.onDisk(file)),
                seen(Reference.inMemory(file)),
                "a file's bytes are the file");
    }

    /** Returns what a video shows and is warned of, or why it is refused. */
    private String seen(VideoSource source) {
        CRC32 shown = new CRC32();
        try (VideoFile video = reader.open(source)) {
            video.read(
                    new int[] {0, video.frames() / 2, video.frames() - 1},
                    (i, width, height, rgb) -> {
                        assertEquals(3 * width * height, rgb.length);
                        shown.update(rgb);
                    });
            return "%s frames, %s: %s"
                    .formatted(video.frames(), shown.getValue(), video.warnings());
        } catch (UnreadableContentException | ContentTooLargeException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "just some text in a file that is named like a video\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%s\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:1/a.ts\n",
                "ffconcat version 1.0\nfile '%s'\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 1 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
                "<?xml"
                    + " version=\"1.0\"?><MPD><Period><AdaptationSet><BaseURL>%s</BaseURL></AdaptationSet></Period></MPD>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"%s\"/></svg>",
            })
    void textIsNoVideoAndWhatItNamesIsNotOpened(String text) throws IOException {
        String other = Reference.path("vp9.webm").toString();
        byte[] bytes = text.replace("%s", other).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("video.mp4"), bytes);

        for (MingleException error :
                List.of(
                        assertThrows(
                                UnreadableContentException.class,
                                () -> reader.open(Reference.onDisk(file))),
                        assertThrows(
                                UnreadableContentException.class,
                                () -> reader.open(Reference.inMemory(file))),
                        assertThrows(
                                UnreadableContentException.class,
                                () -> reader.sound(new Sound("a.m3u8", bytes), 10)))) {
            assertTrue(
                    error.getMessage().contains("is in none of the formats that are read: MP4,")
                            && error.getMessage().contains("looks like "),
                    error.getMessage());
        }
    }

    @Test
    void anAbsurdPictureIsRefusedByItsSize() throws IOException {
        byte[] bytes = Files.readAllBytes(Reference.path("small.gif"));
        for (int i = 6; i < 10; i++) {
            bytes[i] = (byte) 0xff;
        }
        Path file = Files.write(folder.resolve("wide.gif"), bytes);

        for (VideoSource source : List.of(Reference.onDisk(file), Reference.inMemory(file))) {
            UnreadableContentException error =
                    assertThrows(UnreadableContentException.class, () -> reader.open(source));
            assertTrue(
                    error.getMessage().contains("or is above 33554432 pixels"), error.getMessage());
        }
    }

    @Test
    void whatIsMissingOrAFolderIsSaidSo() {
        Path missing = folder.resolve("missing.mp4");

        assertEquals(
                "The video '" + missing + "' does not exist. Check the path.",
                assertThrows(
                                UnreadableContentException.class,
                                () -> reader.open(Reference.onDisk(missing)))
                        .getMessage());
        assertEquals(
                "The video '" + folder + "' is a folder. Name one video file.",
                assertThrows(
                                UnreadableContentException.class,
                                () -> reader.open(Reference.onDisk(folder)))
                        .getMessage());
    }
}
