package io.mingle.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TextPiecesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Generation<String> saying(String... words) {
        return GenerationChannel.produce(
                "words",
                channel -> {
                    for (String word : words) {
                        channel.delta(word);
                        channel.throwIfCancelled();
                    }
                    return "end";
                });
    }

    @Test
    void allTextHasBeenPassedOnWhenTheEndIsReturned() {
        StringBuilder heard = new StringBuilder();
        assertEquals("end", TextPieces.join(saying("a", "b", "c"), heard::append, LIMIT).result());
        assertEquals("abc", heard.toString());
    }

    @Test
    void whatTheTakerThrowsEndsTheGenerationAndIsThrown() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Generation<String> endless =
                GenerationChannel.produce(
                        "endless",
                        channel -> {
                            channel.onCancel(cancelled::countDown);
                            channel.delta("a");
                            cancelled.await();
                            throw new CancelledException("It was cancelled.");
                        });
        IllegalStateException thrown = new IllegalStateException("full");
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                TextPieces.join(
                                        endless,
                                        piece -> {
                                            throw thrown;
                                        },
                                        LIMIT)));
        assertEquals(0, cancelled.getCount());
    }

    @Test
    void theErrorOfAGenerationIsItsOwn() {
        Generation<String> failing =
                GenerationChannel.produce(
                        "failing",
                        channel -> {
                            throw new InternalException("It broke.");
                        });
        InternalException error =
                assertThrows(
                        InternalException.class,
                        () -> TextPieces.join(failing, piece -> {}, LIMIT));
        assertTrue(error.getMessage().contains("It broke."), error::getMessage);
    }
}
