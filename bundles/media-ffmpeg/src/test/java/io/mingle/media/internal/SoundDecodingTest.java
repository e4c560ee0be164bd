package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.content.Video;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.VideoFile;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SoundDecodingTest {

    private final FfmpegReader reader = Reference.reader();

    static List<String> files() {
        return Reference.names("sounds.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFirstChannelIsWhatOtherReadersFind(String name) {
        JsonNode expected = Reference.json("sounds.json").get(name);

        DecodedSound found = reader.sound(Reference.sound(name).withChannels(Channels.FIRST), 300);
        assertEquals(List.of(), found.warnings());

        assertEquals(expected.get("rate").intValue(), found.rate());
        assertEquals(expected.get("count").intValue(), found.samples().length);
        JsonNode samples = expected.get("samples");
        int step = expected.get("step").intValue();
        for (int i = 0; i < samples.size(); i++) {
            assertEquals(
                    samples.get(i).floatValue(),
                    found.samples()[i * step],
                    tolerance(name),
                    "sample " + i * step);
        }
    }

    private static float tolerance(String name) {
        return switch (name) {
            case "tone.opus" -> 1e-2f;
            case "tone.mp3", "tone.ogg", "tone.m4a", "tone.aac", "bframes.mp4" -> 2e-5f;
            default -> 0;
        };
    }

    /** As an upload is: it comes as a stream, once, and is seen and heard. */
    @Test
    void theSoundTrackOfAVideoInMemoryIsHeardAndTheVideoStillSeen() {
        byte[] bytes = Reference.sound("bframes.mp4").bytes();
        Sound sound = Sound.read("upload", new ByteArrayInputStream(bytes));

        DecodedSound heard = reader.sound(sound, 300);
        assertEquals(List.of(), heard.warnings());
        assertArrayEquals(
                reader.sound(Reference.sound("bframes.mp4"), 300).samples(), heard.samples());
        try (VideoFile seen = reader.open(Video.of(sound.name(), sound.bytes()).source())) {
            assertEquals(24, seen.frames());
        }
        assertArrayEquals(bytes, sound.bytes(), "nothing is written into it");
    }

    @Test
    void theLimitIsMetToTheSample() {
        Sound sound = Reference.sound("tone.flac");
        double length = 480 / 16_000.0;

        assertEquals(480, reader.sound(sound, length).samples().length);
        ContentTooLargeException error =
                assertThrows(
                        ContentTooLargeException.class, () -> reader.sound(sound, 479 / 16_000.0));
        assertEquals(
                "The sound 'tone.flac' lasts longer than 0.0 s; this model hears at most that at a"
                        + " time. Cut it into shorter ones.",
                error.getMessage());
    }

    @Test
    void aHeaderThatSaysLessThanThereIsIsNotBelieved() {
        byte[] bytes = Reference.sound("tone.flac").bytes().clone();
        // The low 32 bits of the number of samples, in the STREAMINFO block.
        bytes[24] = 0;
        bytes[25] = 5;
        Sound sound = new Sound("liar.flac", bytes);

        assertThrows(ContentTooLargeException.class, () -> reader.sound(sound, 0.02));
    }

    @Test
    void aHeaderThatSaysMoreThanThereIsDoesNoHarmAndIsTold() {
        byte[] bytes = Reference.sound("tone.flac").bytes().clone();
        bytes[22] = 0x7f;
        DecodedSound found = reader.sound(new Sound("liar.flac", bytes), 300);

        assertArrayEquals(
                reader.sound(Reference.sound("tone.flac"), 300).samples(), found.samples());
        assertTrue(
                found.warnings().get(0).startsWith("The sound 'liar.flac' is cut off: by its"),
                found.warnings().toString());
    }

    @Test
    void aVideoWithoutASoundTrackIsToldApart() {
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> reader.sound(Reference.sound("vp9.webm"), 300));
        assertEquals(
                "The sound 'vp9.webm' has no sound in it. Send a file with a sound track.",
                error.getMessage());
    }
}
