package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.speech.SpeechChunk;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import javax.sound.sampled.Line;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Microphones and loudspeakers, which the machines of tests have none of. */
@Timeout(60)
class SoundLinesTest {

    private static final int RATE = 8_000;

    /** Makes a line that does something with so many bytes, and nothing else. */
    private static <T extends Line> T line(Class<T> type, String method, IntUnaryOperator moved) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, called, arguments) ->
                                called.getName().equals(method)
                                        ? moved.applyAsInt((int) arguments[2])
                                        : null));
    }

    @Test
    void aMicrophoneThatIsUnpluggedIsTold() {
        AtomicInteger pieces = new AtomicInteger();
        TargetDataLine line =
                line(
                        TargetDataLine.class,
                        "read",
                        wanted -> pieces.incrementAndGet() > 2 ? 0 : wanted);
        Microphone microphone = new Microphone(line, RATE);
        assertArrayEquals(new float[RATE / 20], microphone.next());
        assertEquals(RATE / 20, microphone.next().length);
        UnreadableContentException unplugged =
                assertThrows(UnreadableContentException.class, microphone::next);
        assertTrue(unplugged.getMessage().contains("Plug it in again"), unplugged::getMessage);
    }

    /** Plays on a loudspeaker that takes nothing before somebody listens. */
    private static SoundPlayer player(CountDownLatch listening, AtomicInteger heard) {
        return new SoundPlayer(rate -> loudspeaker(listening, heard));
    }

    private static SourceDataLine loudspeaker(CountDownLatch listening, AtomicInteger heard) {
        return line(
                SourceDataLine.class,
                "write",
                bytes -> {
                    await(listening);
                    return heard.addAndGet(bytes);
                });
    }

    private static SpeechChunk seconds(int count) {
        return new SpeechChunk(RATE, new float[count * RATE], 0);
    }

    @Test
    void whoSpeaksFasterThanIsHeardWaitsAndAllIsHeard() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        SoundPlayer player = player(listening, heard);
        int more = SoundPlayer.MOST_WAITING + 20;
        Thread speaker =
                new Thread(
                        () -> {
                            player.play(seconds(more));
                            player.finish();
                        });
        speaker.start();
        awaitWaiting(speaker);
        assertEquals(0, heard.get());
        listening.countDown();
        speaker.join();
        assertEquals(more * RATE * Short.BYTES, heard.get());
    }

    @Test
    void whoWaitsToBeHeardIsLetGoWhereItBecomesSilent() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        SoundPlayer player = player(never, new AtomicInteger());
        Thread speaker = new Thread(() -> player.play(seconds(SoundPlayer.MOST_WAITING + 20)));
        speaker.start();
        awaitWaiting(speaker);
        player.close();
        speaker.join();
    }

    @Test
    void whoHasOthersToHearNeverWaitsAndIsHeardToTheEnd() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        SoundPlayer player = SoundPlayer.keepingAll(rate -> loudspeaker(listening, heard));
        int more = SoundPlayer.MOST_WAITING + 20;
        player.play(seconds(more));
        assertEquals(0, heard.get());
        listening.countDown();
        player.finish();
        assertEquals(more * RATE * Short.BYTES, heard.get());
    }

    @Test
    void whoPlaysEndsWhereItBecomesSilentThoughItsLineSwallowsThat() throws Exception {
        CompletableFuture<Thread> playing = new CompletableFuture<>();
        CountDownLatch never = new CountDownLatch(1);
        SoundPlayer player =
                new SoundPlayer(
                        rate ->
                                line(
                                        SourceDataLine.class,
                                        "write",
                                        bytes -> {
                                            playing.complete(Thread.currentThread());
                                            await(never);
                                            Thread.interrupted();
                                            return 0;
                                        }));
        player.play(seconds(1));
        Thread loudspeaker = playing.get();
        player.close();
        loudspeaker.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(5);
        }
    }
}
