package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Usage;
import io.mingle.api.transcription.Hints;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.PartialText;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.host.FakePlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TranscribeCommandTest {

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);
    private final List<TranscriptionOptions> asked = new ArrayList<>();
    private final List<SoundSource> sounds = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();

    /** Before which segment it is cancelled, or its provider stopped; 0 for none. */
    private int cancelledBefore;

    private int stoppedBefore;

    private String word = "word";

    @TempDir private Path folder;
    private Path talk;

    @BeforeEach
    void services() throws IOException {
        talk = Files.writeString(folder.resolve("talk.wav"), "talk");
        platform.with(Transcription.class, new ThreeSegments());
        platform.with(TranscriptWriting.class, new Numbers());
    }

    private static Segment segment(int number) {
        return new Segment(
                number,
                Duration.ofSeconds(10L * number),
                Duration.ofSeconds(10L * number + 5),
                "English",
                "word" + number,
                OptionalDouble.empty());
    }

    /** Hears three words in everything but what is called bad. */
    private final class ThreeSegments implements Transcription {

        @Override
        public Generation<Transcript> transcribe(SoundSource sound, TranscriptionOptions options) {
            asked.add(options);
            sounds.add(sound);
            return GenerationChannel.produce(
                    "three-segments",
                    channel -> {
                        contents.add(Files.readString(((SoundSource.OnDisk) sound).path()));
                        if (sound.name().contains("bad")) {
                            throw new UnreadableContentException("It is no sound.");
                        }
                        List<Segment> segments = new ArrayList<>();
                        for (int i = 1; i <= 3; i++) {
                            if (i == cancelledBefore) {
                                throw new CancelledException("Interrupted.");
                            }
                            if (i == stoppedBefore) {
                                stoppedBefore = 0;
                                throw new SkillUnavailableException("It was stopped.");
                            }
                            channel.delta((i == 1 ? "" : " ") + word + i);
                            channel.publish(new SegmentHeard(segment(i)));
                            channel.publish(new Progress("transcribing", 10L * i, 40));
                            segments.add(segment(i));
                        }
                        Transcript transcript = new Transcript(Duration.ofSeconds(40), segments);
                        channel.finished(transcript, Usage.NONE, List.of("It is loud."));
                        return transcript;
                    });
        }

        @Override
        public LiveTranscription listen(String name, int rate, TranscriptionOptions options) {
            return new Counting(rate);
        }

        @Override
        public double longestSeconds() {
            return 30;
        }

        @Override
        public boolean translates() {
            return true;
        }
    }

    /** Tells how many samples came, and how loud the loudest was. */
    private static final class Counting implements LiveTranscription {

        private final GenerationChannel<Transcript> channel = new GenerationChannel<>();
        private final int rate;
        private int count;
        private float peak;

        private Counting(int rate) {
            this.rate = rate;
        }

        @Override
        public Generation<Transcript> transcript() {
            return channel;
        }

        @Override
        public void add(float... samples) {
            count += samples.length;
            for (float sample : samples) {
                peak = Math.max(peak, sample);
            }
        }

        @Override
        public void end() {
            channel.publish(new PartialText(1, Duration.ZERO, "perhaps"));
            channel.delta("%s of %s, %.2f".formatted(count, rate, peak));
            channel.finished(new Transcript(Duration.ofSeconds(1), List.of()), Usage.NONE);
        }

        @Override
        public void close() {
            channel.cancel();
        }
    }

    /** Writes the numbers of segments. */
    private static final class Numbers implements TranscriptWriting {

        @Override
        public String write(Transcript transcript, TranscriptFormat format) {
            return transcript.segments().stream()
                            .map(it -> format + " " + it.number())
                            .collect(Collectors.joining(", "))
                    + "\n";
        }

        @Override
        public String line(Segment segment) {
            return Integer.toString(segment.number());
        }

        @Override
        public Segment segment(String text) {
            try {
                return TranscribeCommandTest.segment(Integer.parseInt(text));
            } catch (NumberFormatException e) {
                throw new InvalidRequestException("It is no number.", e);
            }
        }
    }

    private int run(String... more) {
        List<String> all = new ArrayList<>(List.of("transcribe", talk.toString()));
        all.addAll(List.of(more));
        return line.run(all.toArray(String[]::new));
    }

    @Test
    void aRecordingIsPrintedAsTextUnlessAnotherFormatIsNamed() {
        assertEquals(0, run(), line.err());
        assertEquals(0, run("--format", "SRT"), line.err());
        assertEquals("TEXT 1, TEXT 2, TEXT 3\nSRT 1, SRT 2, SRT 3\n", line.out());
        assertTrue(line.err().contains("mingle: warning: It is loud."), line.err());
        assertEquals(List.of("talk", "talk"), contents);
    }

    @Test
    void optionsReachTheService() {
        int code =
                run(
                        "--language",
                        "zh",
                        "--hint",
                        "domain=medicine",
                        "--hint",
                        "Ada Lovelace, statin",
                        "--hint",
                        "dialect=Cantonese",
                        "--hint",
                        "names=Bob",
                        "--translate",
                        "--longest-segment",
                        "20",
                        "--max-hours",
                        "2",
                        "--max-tokens",
                        "99",
                        "--channel",
                        "first");
        assertEquals(0, code, line.err());
        TranscriptionOptions options = asked.get(0);
        assertEquals(Optional.of("zh"), options.language());
        assertEquals(
                new Hints("medicine", "", List.of("Ada Lovelace", "statin", "Bob"), "Cantonese"),
                options.hints());
        assertTrue(options.translate());
        assertEquals(Duration.ofSeconds(20), options.longestSegment());
        assertEquals(Duration.ofHours(2), options.longest());
        assertEquals(99, options.generation().maxTokens());
        assertEquals(Sound.Channels.FIRST, sounds.get(0).channels());
    }

    @Test
    void theTextIsPrintedAsItComes() {
        assertEquals(0, run("--stream"), line.err());
        assertEquals("word1 word2 word3" + System.lineSeparator(), line.out());
    }

    @Test
    void whatIsPrintedGivesATerminalNoCommands() {
        word = "\u001b[2Jword";
        assertEquals(0, run("--stream"), line.err());
        assertTrue(line.out().startsWith("\uFFFD[2Jword1"), line.out());
        assertEquals(-1, line.out().indexOf('\u001b'));
    }

    /** Two channels of 16 bits, and a header that does not know how long they are. */
    @Test
    void aWavFileThatIsPipedInIsHeardWhileItComes() {
        ByteBuffer wav = ByteBuffer.allocate(44 + 4 * 2500).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 2).putInt(8_000).putInt(32_000);
        wav.putShort((short) 4).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
        for (int i = 0; i < 2500; i++) {
            wav.putShort((short) 16_384).putShort((short) 0);
        }
        CommandLineRun live = piped(wav.array());
        assertEquals(0, live.run("transcribe", "-", "--stream"), live.err());
        assertEquals("2500 of 8000, 0.25" + System.lineSeparator(), live.out());

        CommandLineRun other = piped("fLaC and more".getBytes(StandardCharsets.US_ASCII));
        assertEquals(0, other.run("transcribe", "-", "--stream"), other.err());
        assertEquals(List.of("fLaC and more"), contents);

        CommandLineRun cut = piped(Arrays.copyOf(wav.array(), 30));
        assertEquals(4, cut.run("transcribe", "-", "--stream"));
        assertTrue(cut.err().contains("before any samples"), cut.err());
    }

    private CommandLineRun piped(byte... bytes) {
        return new CommandLineRun(platform, new ByteArrayInputStream(bytes));
    }

    @Test
    void theFormatIsThatOfTheOutputsName() throws IOException {
        Path output = folder.resolve("talk.vtt");
        assertEquals(0, run("-o", output.toString()), line.err());
        assertEquals("VTT 1, VTT 2, VTT 3\n", Files.readString(output));
        assertTrue(line.err().contains("mingle: 3 segments of speech in " + output), line.err());
        assertFalse(Files.exists(folder.resolve("talk.vtt.mingle-segments")));
    }

    @Test
    void anInterruptedRunIsResumed() throws IOException {
        Path output = folder.resolve("talk.srt");
        cancelledBefore = 3;
        assertEquals(130, run("-o", output.toString()), line.err());
        assertFalse(Files.exists(output));
        assertTrue(line.err().contains("Give the same command with --resume"), line.err());

        cancelledBefore = 0;
        assertEquals(0, run("-o", output.toString(), "--resume"), line.err());

        assertEquals(List.of(segment(1), segment(2)), asked.get(1).done());
        assertTrue(line.err().contains("2 segments heard by an earlier run, and kept."));
        assertEquals("SRT 1, SRT 2, SRT 3\n", Files.readString(output));
        assertFalse(Files.exists(folder.resolve("talk.srt.mingle-segments")));
    }

    @Test
    void withoutTheOptionARunBeginsAnewAndSaysSo() {
        Path output = folder.resolve("talk.srt");
        cancelledBefore = 3;
        run("-o", output.toString());
        cancelledBefore = 0;
        assertEquals(0, run("-o", output.toString()), line.err());
        assertEquals(List.of(), asked.get(1).done());
        assertTrue(line.err().contains("this one begins anew, --resume would go on."), line.err());
    }

    @Test
    void aRunThatBeginsAnewKeepsItsOwnSegmentsAlone() throws IOException {
        Path output = folder.resolve("talk.srt");
        cancelledBefore = 3;
        run("-o", output.toString());
        run("-o", output.toString());
        Path kept = folder.resolve("talk.srt.mingle-segments");
        List<String> lines = Files.readAllLines(kept);
        assertEquals(List.of("1", "2"), lines.subList(1, lines.size()));
    }

    @Test
    void segmentsOfOtherWorkAreNotTakenUp() {
        Path output = folder.resolve("talk.srt");
        cancelledBefore = 3;
        run("-o", output.toString());
        cancelledBefore = 0;
        assertEquals(0, run("-o", output.toString(), "--resume", "--language", "en"));
        assertEquals(List.of(), asked.get(1).done());
    }

    @Test
    void aRunOutlivesTheProviderThatIsStoppedUnderIt() throws IOException {
        Path output = folder.resolve("talk.txt");
        stoppedBefore = 3;
        assertEquals(0, run("-o", output.toString(), "--stream"), line.err());
        assertEquals(List.of(segment(1), segment(2)), asked.get(1).done());
        assertEquals("TEXT 1, TEXT 2, TEXT 3\n", Files.readString(output));
        assertEquals("word1 word2 word3" + System.lineSeparator(), line.out());
    }

    @Test
    void severalGoIntoAFolderAndOneThatIsBadKeepsNoOtherFromBeing() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.mp3"), "bad");
        Path other = Files.writeString(folder.resolve("other.ogg"), "other");
        Path texts = Files.createDirectory(folder.resolve("texts"));
        int code =
                line.run(
                        "transcribe",
                        talk.toString(),
                        bad.toString(),
                        other.toString(),
                        "-o",
                        texts.toString(),
                        "--format",
                        "json");
        assertEquals(1, code, line.err());
        assertEquals("JSON 1, JSON 2, JSON 3\n", Files.readString(texts.resolve("talk.json")));
        assertTrue(Files.exists(texts.resolve("other.json")));
        assertTrue(line.err().contains("mingle: It is no sound."), line.err());
        assertTrue(line.err().contains("1 of 3 recordings could not be written down."));
    }

    @Test
    void whatIsWrongIsToldBeforeAnythingStarts() throws IOException {
        assertEquals(2, run("--format", "docx"));
        assertTrue(line.err().contains("The format 'docx' is not written."), line.err());
        assertEquals(2, run("--hint", "mood=good"));
        assertTrue(line.err().contains("is of no kind that is known"), line.err());
        assertEquals(2, run("--longest-segment", "1"));
        assertEquals(2, run("--resume"));
        assertTrue(line.err().contains("name the one of the interrupted run"), line.err());
        assertEquals(2, run("--stream", "--format", "srt"));
        assertTrue(line.err().contains("'--stream' prints text."), line.err());
        assertEquals(4, line.run("transcribe", folder.resolve("none.wav").toString()));
        assertTrue(line.err().contains("none.wav' does not exist. Check the path."), line.err());
        assertEquals(3, run("-o", folder.resolve("no/such/a.srt").toString()));
        assertTrue(line.err().contains("does not exist. Make it, or name another"), line.err());
        Path twin =
                Files.writeString(
                        Files.createDirectory(folder.resolve("b")).resolve("talk.mp3"), "b");
        assertEquals(2, run(twin.toString(), "-o", folder.toString()));
        assertTrue(line.err().contains("Two recordings are called 'talk'"), line.err());
        assertEquals(2, run(twin.toString(), "--format", "srt"));
        assertTrue(line.err().contains("Several recordings cannot be printed as srt"), line.err());
        assertEquals(List.of(), asked);
    }
}
