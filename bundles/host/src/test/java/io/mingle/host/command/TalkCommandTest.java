package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.media.WavWriter;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mingle talk}. */
@Timeout(60)
class TalkCommandTest {

    private static final int RATE = 24_000;

    private final List<Conversation> asked = new CopyOnWriteArrayList<>();
    private final List<SpeechOptions> spoken = new CopyOnWriteArrayList<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);
    private boolean mute;

    @TempDir private Path folder;

    /** Speaks a tenth of a second for each text. */
    private final class Mouth implements SpeechSynthesis {

        @Override
        public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
            if (mute) {
                throw new SkillUnavailableException("The model tiny has no talker.");
            }
            spoken.add(options);
            return GenerationChannel.produce(
                    "mouth",
                    channel -> {
                        Optional<String> piece = text.take();
                        while (piece.isPresent()) {
                            piece = text.take();
                        }
                        channel.publish(new SpeechChunk(RATE, new float[RATE / 10], 0));
                        return new Speech(RATE, RATE / 10, 1, 4, 10, 7, Duration.ZERO);
                    });
        }

        @Override
        public List<Voice> voices() {
            return List.of();
        }
    }

    private Generation<Answer> answer(Conversation conversation) {
        asked.add(conversation);
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.delta("Nine ");
        channel.delta("four.");
        channel.finished(new Answer(channel.text(), FinishReason.STOP), Usage.NONE);
        return channel;
    }

    @BeforeEach
    void install() throws IOException {
        platform.with(SpeechSynthesis.class, new Mouth());
        platform.with(Understanding.class, (conversation, options) -> answer(conversation));
        for (String name : List.of("one.wav", "two.wav")) {
            byte[] wav = new WavWriter(16_000, WavWriter.Encoding.PCM16, "").file(new float[1600]);
            Files.write(folder.resolve(name), wav);
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void answersASoundInWordsAndInSpeech() throws IOException {
        int code = line.run("talk", "--audio", at("one.wav"), "-o", at("out.wav"), "--voice", "li");
        assertEquals(ExitCode.OK, code, line::err);
        assertEquals("Nine four.", line.out().strip());
        String file = Files.readString(folder.resolve("out.wav"), StandardCharsets.ISO_8859_1);
        assertTrue(file.contains("synthetic speech"), file);
        assertEquals(RATE / 10 * 2, file.length() - file.indexOf("data") - 8);
        assertTrue(asked.get(0).messages().get(0).content().get(0) instanceof Sound);
        assertEquals("li", spoken.get(0).voice().orElseThrow());
        assertEquals(asked.get(0), spoken.get(0).heard().orElseThrow());
    }

    @Test
    void remembersTheTurnsBefore() throws IOException {
        int code =
                line.run(
                        "talk",
                        "--audio",
                        at("one.wav"),
                        "--audio",
                        at("two.wav"),
                        "--system",
                        "Be brief.",
                        "-o",
                        at("out.wav"));
        assertEquals(ExitCode.OK, code, line::err);
        assertEquals(4, asked.get(1).messages().size());
        assertEquals("Be brief.", asked.get(1).messages().get(0).text());
        String file = Files.readString(folder.resolve("out.wav"), StandardCharsets.ISO_8859_1);
        assertEquals(2 * RATE / 10 * 2, file.length() - file.indexOf("data") - 8);
    }

    @Test
    void saysThatItListensUntilTheAnswerBegins() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        platform.with(
                Understanding.class,
                (conversation, options) -> {
                    try {
                        told.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return answer(conversation);
                });
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(
                        () -> line.run("talk", "--audio", at("one.wav"), "-o", at("out.wav")));
        while (!line.live().contains("mingle: listening … ")) {
            Thread.sleep(20);
        }
        told.countDown();
        assertEquals(ExitCode.OK, code.get(), line::err);
    }

    @Test
    void writesNothingWhereTheModelCannotSpeak() {
        mute = true;
        int code = line.run("talk", "--audio", at("one.wav"), "-o", at("out.wav"));
        assertEquals(ErrorCode.SKILL_UNAVAILABLE.exitCode(), code);
        assertTrue(line.err().contains("has no talker"), line.err());
        assertFalse(Files.exists(folder.resolve("out.wav")));
    }

    @Test
    void saysWhatIsMissing() {
        assertEquals(2, line.run("talk", "-o", at("out.wav")));
        assertTrue(line.err().contains("Say what is heard"), line.err());
        assertEquals(2, line.run("talk", "--audio", at("one.wav")));
        assertTrue(line.err().contains("Say where the speech goes"), line.err());
        assertEquals(2, line.run("talk", "--mic", "-o", at("out.wav")));
        assertTrue(line.err().contains("leave -o out"), line.err());
    }
}
