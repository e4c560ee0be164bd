package io.mingle.audio.internal.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Finished;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.WavWriter;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.media.internal.FfmpegReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that decode to hours, heard through FFmpeg. */
@Timeout(300)
class LongRecordingTest {

    private static final Duration LIMIT = Duration.ofSeconds(240);

    /** Packets on a page of Ogg, and how long the sound of one is. */
    private static final int PACKETS = 255;

    private static final int SAMPLES_A_PACKET = 48 * 60;

    /** A frame of 60 ms of which nothing was sent (RFC 6716, section 3.1). */
    private static final byte NOTHING = 0x18;

    private static final TranscriptionOptions USUAL = TranscriptionOptions.USUAL;

    @TempDir Path folder;

    private final ScriptedHearing hearing = new ScriptedHearing();

    private ModelTranscription transcription() {
        String cache = System.getProperty("mingle.engine.cache");
        FfmpegReader reader = FfmpegReader.in(Path.of(cache).resolve("ffmpeg"));
        return new ModelTranscription(
                new HearingModel("model", OptionalDouble.of(300), 32_768, 126_464),
                hearing,
                new FakeBroker().with(MediaReader.class, reader));
    }

    private Finished<Transcript> written(SoundSource source, TranscriptionOptions options) {
        return transcription().transcribe(source, options).join(LIMIT);
    }

    /** 25 MB of such a file would be two hundred hours. */
    @Test
    void anOpusFileThatDecodesToFarMoreThanItIsIsWrittenDownOrRefusedInPieces() {
        Sound hour = new Sound("hour.opus", opus(240));
        assertTrue(hour.bytes().length < 150_000, hour.bytes().length + " bytes");

        Finished<Transcript> silent = written(new SoundSource.InMemory(hour), USUAL);
        assertEquals(3672, silent.result().duration().toSeconds(), 1);
        assertTrue(silent.warnings().get(0).startsWith("No speech was found"));

        String message =
                assertThrows(
                                ContentTooLargeException.class,
                                () ->
                                        written(
                                                new SoundSource.InMemory(hour),
                                                USUAL.withLongest(Duration.ofMinutes(10))))
                        .getMessage();
        assertEquals(
                "The sound 'hour.opus' lasts longer than 10 minutes, which is the most that was to"
                        + " be written down. Cut it, or allow more.",
                message);
    }

    /** RFC 7845: two pages of headers, then pages full of packets of a byte. */
    private static byte[] opus(int pages) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 1);
        head.putShort((short) 0).putInt(48_000).putShort((short) 0).put((byte) 0);
        file.writeBytes(page(2, 0, 0, new byte[] {19}, head.array()));
        ByteBuffer tags = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        tags.put("OpusTags".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(0);
        file.writeBytes(page(0, 0, 1, new byte[] {16}, tags.array()));
        byte[] ones = new byte[PACKETS];
        byte[] packets = new byte[PACKETS];
        Arrays.fill(ones, (byte) 1);
        Arrays.fill(packets, NOTHING);
        for (int i = 1; i <= pages; i++) {
            long end = (long) i * PACKETS * SAMPLES_A_PACKET;
            file.writeBytes(page(i == pages ? 4 : 0, end, i + 1, ones, packets));
        }
        return file.toByteArray();
    }

    /** RFC 3533. */
    private static byte[] page(int flags, long position, int number, byte[] lacing, byte[] data) {
        ByteBuffer page =
                ByteBuffer.allocate(27 + lacing.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        page.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        page.putLong(position).putInt(1).putInt(number).putInt(0);
        page.put((byte) lacing.length).put(lacing).put(data);
        int check = 0;
        for (byte each : page.array()) {
            check ^= (each & 0xff) << 24;
            for (int bit = 0; bit < 8; bit++) {
                check = check << 1 ^ (check < 0 ? 0x04c11db7 : 0);
            }
        }
        return page.putInt(22, check).array();
    }

    /** Two hours at 8 kHz, of which a minute is spoken; interrupted, and heard to the end. */
    @Test
    void aLongFileIsResumedBehindWhatIsDone() throws IOException {
        Path file = folder.resolve("long.wav");
        int rate = 8_000;
        int minutes = 120;
        byte[] minute = samples(Speech.say(rate, ". . ".repeat(60).strip()));
        byte[] spoken = samples(Speech.say(rate, ("nine four . . ".repeat(30)).strip()));
        WavWriter writer = new WavWriter(rate, WavWriter.Encoding.PCM16, "");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(writer.headerOf((long) minutes * 60 * rate));
            for (int i = 0; i < minutes; i++) {
                out.write(i % 60 == 30 ? spoken : minute);
            }
        }
        SoundSource source = new SoundSource.OnDisk(file);
        List<Segment> all = written(source, USUAL).result().segments();
        assertEquals(60, all.size());
        assertEquals(60, hearing.prompts.size());

        Transcript resumed = written(source, USUAL.withDone(all.subList(0, 45))).result();

        assertEquals(all, resumed.segments());
        assertEquals(Duration.ofHours(2), resumed.duration());
        assertEquals(75, hearing.prompts.size());
        assertEquals(90 * 60, all.get(59).start().toSeconds(), 60);
    }

    private static byte[] samples(float... samples) {
        return new WavWriter(8_000, WavWriter.Encoding.PCM16, "").data(samples);
    }

    @Test
    void aSoundWithoutSamplesIsRefused() {
        byte[] empty = new WavWriter(8_000, WavWriter.Encoding.PCM16, "").file(new float[0]);
        SoundSource source = new SoundSource.InMemory(new Sound("empty.wav", empty));
        String message =
                assertThrows(UnreadableContentException.class, () -> written(source, USUAL))
                        .getMessage();
        assertTrue(message.contains("'empty.wav'"), message);
    }
}
