package io.mingle.broker.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FakeBrokerTest {

    private static final Duration NONE = Duration.ZERO;

    private final GenerationChannel<String> speech = new GenerationChannel<>();
    private final Speaker speaker = () -> speech;
    private final FakeBroker broker = new FakeBroker();

    /** Says something. */
    interface Speaker {
        Generation<String> speak();
    }

    private Generation<String> speak() {
        return broker.generate(Speaker.class, NONE, Speaker::speak);
    }

    @Test
    void theFirstThatMatchesIsLedTo() {
        Supplier<?> red = () -> "red";
        Supplier<?> blue = () -> "blue";
        broker.with(Supplier.class, red, "colour=red", "size=1")
                .with(Supplier.class, blue, "colour=blue", "size=1");

        assertSame(red, broker.lease(Supplier.class, NONE).service());
        assertSame(red, broker.lease(Supplier.class, "(size=1)", NONE).service());
        assertSame(blue, broker.lease(Supplier.class, "(&(colour=b*)(size=1))", NONE).service());
        broker.without(red);
        assertSame(blue, broker.lease(Supplier.class, "(size=1)", NONE).service());
    }

    @Test
    void whatIsNotThereIsMissedAtOnceAndMayComeForTheNextOne() {
        broker.onAbsence(() -> broker.with(Speaker.class, speaker));

        SkillUnavailableException error =
                assertThrows(
                        SkillUnavailableException.class,
                        () -> broker.lease(Speaker.class, "(loud=true)", Duration.ofDays(1)));
        assertTrue(error.getMessage().contains("Speaker (loud=true) here"), error.getMessage());
        assertSame(speaker, broker.lease(Speaker.class, NONE).service());
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThrows(
                InvalidRequestException.class, () -> broker.lease(Speaker.class, "(loud", NONE));
        assertThrows(
                InvalidRequestException.class, () -> broker.with(Speaker.class, speaker, "loud"));
    }

    @Test
    void aLeaseCountsUntilItIsClosed() {
        broker.with(Speaker.class, speaker);
        Lease<Speaker> lease = broker.lease(Speaker.class, NONE);
        Lease<Speaker> other = broker.lease(Speaker.class, NONE);

        assertEquals(2, broker.providers().get(0).leases());
        lease.close();
        lease.close();
        assertEquals(1, broker.providers().get(0).leases());
        assertThrows(InvalidRequestException.class, lease::service);
        other.close();
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void aGenerationHoldsItsLeaseUntilItsEnd() {
        broker.with(Speaker.class, speaker);
        Generation<String> heard = speak();

        assertEquals(speech.number(), heard.number());
        assertEquals(speech.number(), broker.calls().get(0).number());
        speech.finished("hello", Usage.NONE);
        assertEquals("hello", heard.join(NONE).result());
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void aGenerationIsCancelledByItsNumberAndByItsCaller() {
        speech.onCancel(speech::cancelled);
        broker.with(Speaker.class, speaker);
        Generation<String> heard = speak();

        assertFalse(broker.cancel(heard.number() + 1));
        assertTrue(broker.cancel(heard.number()));
        assertThrows(CancelledException.class, () -> heard.join(NONE));
        assertFalse(broker.cancel(heard.number()));
    }

    @Test
    void aCallThatThrowsGivesItsLeaseBack() {
        IllegalStateException thrown = new IllegalStateException("hoarse");
        broker.with(
                Speaker.class,
                () -> {
                    throw thrown;
                });

        assertSame(thrown, assertThrows(IllegalStateException.class, this::speak));
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void whoLeavesIsListedAndNobodyIsLedThere() {
        broker.withLeaving(Speaker.class, "com.example.speaker");

        Provider provider = broker.providers().get(0);
        assertEquals("com.example.speaker DRAINING", provider.bundle() + " " + provider.state());
        assertThrows(SkillUnavailableException.class, this::speak);
    }

    @Test
    void anAnswerHasEndedBeforeItIsHeard() {
        Answer answer = Answers.of("a ", "star").join(NONE).result();
        assertEquals(new Answer("a star", FinishReason.STOP), answer);
        InvalidRequestException error = new InvalidRequestException("no");
        assertSame(
                error,
                assertThrows(
                        InvalidRequestException.class, () -> Answers.failed(error).join(NONE)));
    }

    @Test
    void weightsAreNoted() {
        broker.share("com.example", Map.of("1.0.0", 3));
        assertEquals(Map.of("com.example", Map.of("1.0.0", 3)), broker.shares());
        broker.share("com.example", Map.of());
        assertEquals(Map.of(), broker.shares());
    }
}
