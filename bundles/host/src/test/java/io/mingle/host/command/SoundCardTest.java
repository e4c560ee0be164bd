package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.media.WavWriter;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --play} and {@code --mic}, with a sound card that Java finds by itself. */
@Timeout(60)
class SoundCardTest {

    private static final int RATE = 24_000;
    private static final int HEARD = 16_000;

    /** Of the pieces that are spoken, each a tenth of a second. */
    private static final int BYTES = RATE / 10 * 2;

    private final List<Conversation> asked = new CopyOnWriteArrayList<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);
    private final FakeSoundCard card = FakeSoundCard.plugIn();

    /** Whether an answer goes on until it is cancelled. */
    private volatile boolean endless;

    @TempDir private Path folder;

    /** Speaks two pieces; of a text that is to fail one. */
    private final class Mouth implements SpeechSynthesis {

        @Override
        public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
            CountDownLatch cancelled = new CountDownLatch(1);
            return GenerationChannel.produce(
                    "mouth",
                    channel -> {
                        channel.onCancel(cancelled::countDown);
                        String words = text.take().orElse("");
                        float[] piece = new float[RATE / 10];
                        piece[1] = 0.5f;
                        channel.publish(new SpeechChunk(RATE, piece, 0));
                        if (words.equals("fail")) {
                            throw new BrokenModelException("It is broken.");
                        }
                        if (endless) {
                            cancelled.await();
                        }
                        channel.throwIfCancelled();
                        channel.publish(new SpeechChunk(RATE, piece, 0));
                        return new Speech(RATE, RATE / 5, 1, 4, 10, 7, Duration.ZERO);
                    });
        }

        @Override
        public List<Voice> voices() {
            return List.of();
        }
    }

    @BeforeEach
    void install() {
        platform.with(SpeechSynthesis.class, new Mouth());
        platform.with(
                Understanding.class,
                (conversation, options) -> {
                    asked.add(conversation);
                    return FakePlatform.answer("Nine ", "four.");
                });
    }

    @AfterEach
    void pullOut() {
        card.close();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void assertPlayed(int pieces, FakeSoundCard.Loudspeaker loudspeaker) {
        AudioFormat format = loudspeaker.format();
        assertTrue(format.matches(new AudioFormat(RATE, 16, 1, true, false)), format::toString);
        assertEquals(pieces * BYTES, loudspeaker.bytes());
        for (int i = 0; i < pieces; i++) {
            assertEquals(0, loudspeaker.sample(i * RATE / 10));
            assertEquals(16_384, loudspeaker.sample(i * RATE / 10 + 1), 1);
        }
        assertTrue(loudspeaker.isDrained(), "it is waited for until all was heard");
        assertTrue(loudspeaker.isClosed());
    }

    @Test
    void whatIsSpokenIsPlayedToTheEnd() throws IOException {
        assertEquals(ExitCode.OK, line.run("speak", "Hi.", "--play"), line::err);
        assertPlayed(2, card.loudspeakers().get(0));
        assertEquals(ExitCode.OK, line.run("speak", "Hi.", "--play", "-o", at("a.pcm")), line::err);
        assertPlayed(2, card.loudspeakers().get(1));
        assertEquals(2 * BYTES, Files.size(folder.resolve("a.pcm")));
    }

    @Test
    void speechThatFailsIsSilencedAtOnce() {
        int code = line.run("speak", "fail", "--play");
        assertEquals(ErrorCode.BROKEN_MODEL.exitCode(), code);
        FakeSoundCard.Loudspeaker loudspeaker = card.loudspeakers().get(0);
        assertTrue(loudspeaker.isClosed());
        assertFalse(loudspeaker.isDrained());
    }

    @Test
    void aLoudspeakerThatIsTakenIsToldAndNoFileIsLeft() throws IOException {
        card.occupy();
        int code = line.run("speak", "Hi.", "--play", "-o", at("a.wav"));
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), code);
        assertEquals(
                "mingle: Speech was to be played, and this machine has no loudspeaker that takes it"
                    + " (another program has it). Write it to a file with -o. [invalid-request]",
                line.err().strip());
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void answersToFilesArePlayedOneBehindTheOther() throws IOException {
        byte[] wav = new WavWriter(HEARD, WavWriter.Encoding.PCM16, "").file(new float[1600]);
        String file = Files.write(folder.resolve("one.wav"), wav).toString();
        assertEquals(
                ExitCode.OK,
                line.run("talk", "--audio", file, "--audio", file, "--play"),
                line::err);
        assertEquals(1, card.loudspeakers().size());
        assertPlayed(4, card.loudspeakers().get(0));
    }

    private CompletableFuture<Integer> talking() {
        return CompletableFuture.supplyAsync(
                () -> line.run("talk", "--mic", "--system", "Be brief."));
    }

    /** Says a second of something loud. */
    private void say() {
        byte[] tone = new byte[2 * HEARD];
        for (int i = 0; i < HEARD; i++) {
            int sample = (int) (9_000 * Math.sin(2 * Math.PI * 440 * i / HEARD));
            tone[2 * i] = (byte) sample;
            tone[2 * i + 1] = (byte) (sample >> 8);
        }
        card.microphone().hear(tone);
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        while (!what.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private boolean isPlayed(int answer, int pieces) {
        return card.loudspeakers().size() > answer
                && card.loudspeakers().get(answer).bytes() == pieces * BYTES;
    }

    @Test
    void whatIsSaidIsAnsweredAndNewSpeechSilencesTheAnswer() throws Exception {
        endless = true;
        CompletableFuture<Integer> code = talking();
        say();
        await(() -> isPlayed(0, 1));
        endless = false;
        say();
        await(() -> isPlayed(1, 2));
        assertTrue(card.loudspeakers().get(0).isClosed());
        AudioFormat format = card.microphone().format();
        assertTrue(format.matches(new AudioFormat(HEARD, 16, 1, true, false)), format::toString);
        assertEquals("Be brief.", asked.get(0).messages().get(0).text());
        assertEquals(4, asked.get(1).messages().size());
        assertEquals("Nine four.", asked.get(1).messages().get(2).text());
        Sound said = (Sound) asked.get(1).messages().get(3).content().get(0);
        int samples = (said.bytes().length - 44) / 2;
        assertTrue(samples > HEARD && samples < 2 * HEARD, samples + " samples");
        card.microphone().pullOut();
        assertEquals(ErrorCode.UNREADABLE_CONTENT.exitCode(), code.get());
        assertTrue(line.err().contains("Plug it in again"), line::err);
        assertTrue(line.out().contains("Nine four. …"), line.out());
        assertTrue(card.microphone().isClosed());
        assertTrue(card.loudspeakers().get(1).isClosed());
    }

    @Test
    void ctrlCEndsATalkAndWhatIsBeingPlayed() throws Exception {
        endless = true;
        CompletableFuture<Integer> code = talking();
        say();
        await(() -> isPlayed(0, 1));
        line.interruption().interrupt(Duration.ZERO);
        assertEquals(ExitCode.OK, code.get());
        assertTrue(card.loudspeakers().get(0).isClosed());
        assertTrue(card.microphone().isClosed());
    }

    @Test
    void aMicrophoneThatIsTakenIsTold() {
        card.occupy();
        assertEquals(ErrorCode.INVALID_REQUEST.exitCode(), line.run("talk", "--mic"));
        assertTrue(
                line.err()
                        .contains(
                                "this machine has none that gives 16000 samples a second (another"
                                        + " program has it). Give a file with --audio."),
                line::err);
    }
}
