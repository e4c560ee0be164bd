package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.media.SoundEncoder;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.host.FakePlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mingle speak}. */
@Timeout(60)
class SpeakCommandTest {

    private static final int RATE = 24_000;

    private final List<String> texts = new ArrayList<>();
    private final List<SpeechOptions> asked = new ArrayList<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @TempDir private Path folder;

    /** Speaks two chunks of a tenth of a second; what is to fail does so after the first. */
    private final class Mouth implements SpeechSynthesis {

        @Override
        public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
            GenerationChannel<Speech> channel = new GenerationChannel<>();
            try {
                texts.add(text.take().orElse(""));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            asked.add(options);
            float[] tenth = new float[RATE / 10];
            tenth[0] = 0.5f;
            channel.publish(new SentenceBegun(0, "it"));
            channel.publish(new SpeechChunk(RATE, tenth, 0));
            if (texts.contains("fail")) {
                channel.failed(new BrokenModelException("It is broken."));
                return channel;
            }
            channel.publish(new SpeechChunk(RATE, tenth, 0));
            Duration first = Duration.ofMillis(20);
            channel.finished(new Speech(RATE, RATE / 5, 1, 4, 10, 7, first), Usage.NONE);
            return channel;
        }

        @Override
        public List<Voice> voices() {
            return List.of(new Voice("anna", "en", "clear"), new Voice("li", "zh", "\u001b[2Jlow"));
        }
    }

    @BeforeEach
    void install() {
        platform.with(SpeechSynthesis.class, new Mouth());
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aWavFileIsWholeSaysHowLongItIsAndThatItIsSynthetic() throws IOException {
        int code =
                line.run("speak", "Hello.", "-o", at("new/out.wav"), "--seed", "7", "--speed", "2");
        assertEquals(ExitCode.OK, code, line::err);
        byte[] file = Files.readAllBytes(folder.resolve("new/out.wav"));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("synthetic speech"), text);
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(file.length - 8, bytes.getInt(4));
        assertEquals(RATE, bytes.getInt(24));
        assertEquals(RATE / 5 * 2, bytes.getInt(text.indexOf("data") + 4));
        assertEquals(file.length, text.indexOf("data") + 8 + RATE / 5 * 2);
        assertEquals(2, asked.get(0).speed());
        assertEquals(7, asked.get(0).seed().getAsLong());
        assertTrue(line.out().contains("0.20 s of speech, seed 7"), line.out());
        assertTrue(line.live().contains("sentence 1"), line.live());
    }

    @Test
    void floatsAndBareSamplesAreWrittenAsAskedFor() throws IOException {
        assertEquals(
                ExitCode.OK,
                line.run("speak", "Hi.", "-o", at("a.wav"), "--format", "wav-float"),
                line::err);
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.wav")))
                        .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(3, bytes.getShort(20));
        assertEquals(ExitCode.OK, line.run("speak", "Hi.", "-o", at("a.pcm")), line::err);
        assertEquals(RATE / 5 * 2, Files.size(folder.resolve("a.pcm")));
    }

    @Test
    void speechThatFailsLeavesWhatWasThere() throws IOException {
        Files.writeString(folder.resolve("out.wav"), "before");
        int code = line.run("speak", "fail", "-o", at("out.wav"));
        assertEquals(ErrorCode.BROKEN_MODEL.exitCode(), code);
        assertEquals(List.of("out.wav"), files());
        assertEquals("before", Files.readString(folder.resolve("out.wav")));
    }

    @Test
    void whatTheEncoderWritesIsWritten() throws IOException {
        int code = line.run("speak", "Hi.", "-o", at("a.mp3"));
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), code);
        assertTrue(line.err().contains("no encoder of sound is installed"), line.err());
        platform.with(SoundEncoder.class, new Dots());
        assertEquals(ExitCode.OK, line.run("speak", "Hi.", "-o", at("a.mp3")), line::err);
        assertEquals("<..>", Files.readString(folder.resolve("a.mp3")));
        code = line.run("speak", "Hi.", "-o", at("a.ogg"));
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), code);
        assertTrue(line.err().contains("as opus; the encoder that is installed writes mp3"));
    }

    /** Writes a point for each chunk. */
    private static final class Dots implements SoundEncoder {

        @Override
        public Set<SoundFileFormat> formats() {
            return Set.of(SoundFileFormat.MP3);
        }

        @Override
        public SoundWriter open(SoundFileFormat format, int rate, String comment, OutputStream out)
                throws IOException {
            out.write('<');
            return new SoundWriter() {
                @Override
                public void write(float[] samples) throws IOException {
                    out.write('.');
                }

                @Override
                public void close() throws IOException {
                    out.write('>');
                }
            };
        }
    }

    @Test
    void aDiskThatIsFullIsToldOfAndNothingIsLeft() throws IOException {
        Full full = new Full();
        platform.with(SoundEncoder.class, full);
        int code = line.run("speak", "Hi.", "-o", at("a.mp3"));
        assertEquals(ErrorCode.UNWRITABLE_OUTPUT.exitCode(), code, line::err);
        assertTrue(line.err().contains("cannot be written"), line.err());
        assertEquals(List.of(), files());
        assertTrue(full.closed, "what the encoder holds is freed");
    }

    /** Writes to a disk without space. */
    private static final class Full implements SoundEncoder {

        private boolean closed;

        @Override
        public Set<SoundFileFormat> formats() {
            return Set.of(SoundFileFormat.MP3);
        }

        @Override
        public SoundWriter open(
                SoundFileFormat format, int rate, String comment, OutputStream out) {
            return new SoundWriter() {
                @Override
                public void write(float[] samples) throws IOException {
                    throw new IOException("No space left on device");
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }

    @Test
    void textMayComeFromTheStandardInput() {
        byte[] text = "From a pipe.".getBytes(StandardCharsets.UTF_8);
        CommandLineRun piped = new CommandLineRun(platform, new ByteArrayInputStream(text));
        assertEquals(ExitCode.OK, piped.run("speak", "-", "-o", at("a.wav")), piped::err);
        assertEquals(List.of("From a pipe."), texts);
    }

    @Test
    void voicesAreListed() {
        assertEquals(ExitCode.OK, line.run("speak", "--voices"), line::err);
        assertTrue(line.out().contains("anna"), line.out());
        assertTrue(line.out().contains("li"), line.out());
        assertEquals(-1, line.out().indexOf('\u001b'), "a terminal is given no commands");
    }

    @Test
    void itIsToldAsJsonToo() throws IOException {
        assertEquals(ExitCode.OK, line.run("speak", "Hi.", "-o", at("a.wav"), "--json"), line::err);
        JsonNode json = new ObjectMapper().readTree(line.out());
        assertEquals(at("a.wav"), json.path("file").asText());
        assertEquals(0.2, json.path("seconds").asDouble());
        assertEquals(10, json.path("codes").asInt());
    }

    @Test
    void aVoiceIsCopiedWithConsentAlone() throws IOException {
        Path me = Files.write(folder.resolve("me.wav"), new byte[] {1});
        String[] command = {
            "speak",
            "Hi.",
            "-o",
            at("a.wav"),
            "--reference",
            me.toString(),
            "--reference-text",
            "Me.",
            "--i-have-consent"
        };
        assertEquals(ExitCode.OK, line.run(command), line::err);
        assertTrue(asked.get(0).reference().orElseThrow().consent());
        String[] without = List.of(command).subList(0, 8).toArray(String[]::new);
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run(without));
        assertTrue(line.err().contains("--i-have-consent"), line.err());
        assertEquals(1, asked.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "speak | Say what is to be spoken",
                "speak Hi. | Say where the sound goes",
                "speak Hi. -o a.xyz | The format 'xyz' was asked for",
                "speak Hi. -o a.wav --speed 9 | 'speed' is 9.0",
                "speak Hi. -o a.wav --format tape | The format 'tape' was asked for",
            })
    void whatIsWrongIsSaid(String command, String expected) {
        int code = line.run(command.split(" "));
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), code);
        assertTrue(line.err().contains(expected), line.err());
        assertFalse(Files.exists(Path.of("a.xyz")));
    }
}
