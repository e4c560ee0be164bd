package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Box;
import io.mingle.api.understanding.Boxes;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.itests.harness.BusyDevice;
import io.mingle.itests.harness.Collected;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import io.mingle.tensor.TensorRuntime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A picture and a question in, a streamed answer out, with the embedded model. */
@InFramework
@Timeout(120)
class AnswerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Picture TWO_RED_CIRCLES =
            Pictures.of(
                    new Figure("circle", "red", 20, 30, 60),
                    new Figure("circle", "red", 130, 120, 60),
                    new Figure("square", "blue", 140, 20, 50));

    @Test
    void theAnswerIsStreamedAndEndsOnce(Broker broker) throws Exception {
        Collected collected = new Collected();
        ask(broker, Conversation.of("How many red circles are there?", TWO_RED_CIRCLES))
                .subscribe(collected);
        List<Event> events = collected.await(LIMIT);

        Finished<?> finished = assertInstanceOf(Finished.class, events.get(events.size() - 1));
        Answer answer = assertInstanceOf(Answer.class, finished.result());
        StringBuilder streamed = new StringBuilder();
        for (Event event : events.subList(0, events.size() - 1)) {
            streamed.append(assertInstanceOf(TextDelta.class, event).text());
        }
        assertEquals(answer.text(), streamed.toString());
        assertEquals(FinishReason.STOP, answer.reason());
        assertTrue(finished.usage().promptTokens() > 10, finished.toString());
        assertTrue(finished.usage().completionTokens() > 0, finished.toString());
        assertTrue(finished.usage().timing(Usage.ENCODE).toNanos() > 0, finished.toString());
    }

    @Test
    void boxesAreInPixelsOfThePictureAsItWasGiven(Broker broker) {
        Picture picture = Pictures.of(new Figure("star", "blue", 60, 50, 100));
        try (Lease<Grounding> lease = broker.lease(Grounding.class, LIMIT)) {
            Boxes found = lease.service().locate(picture, "blue star").join(LIMIT).result();
            List<Box> boxes = found.boxes();

            assertEquals(1, boxes.size(), boxes.toString());
            Box box = boxes.get(0);
            assertEquals("blue star", box.label());
            assertTrue(box.x1() <= Pictures.SIDE && box.y1() <= Pictures.SIDE, box.toString());
            assertTrue(box.x1() > box.x0() && box.y1() > box.y0(), box.toString());
        }
    }

    @Test
    void oneTokenIsOneTokenWhereNoMoreIsAllowed(Broker broker) {
        Conversation question = Conversation.of("Read the text.", Pictures.line("AB12"));

        Finished<Answer> finished =
                ask(broker, question, GenerationOptions.GREEDY.withMaxTokens(1)).join(LIMIT);

        assertEquals(1, finished.usage().completionTokens());
        assertEquals(FinishReason.LENGTH, finished.result().reason());
    }

    @Test
    void theSameQuestionHasTheSameAnswer(Broker broker) {
        Conversation question = Conversation.of("How many shapes are there?", TWO_RED_CIRCLES);

        assertEquals(
                ask(broker, question).join(LIMIT).result(),
                ask(broker, question).join(LIMIT).result());
    }

    @Test
    void aCancelledAnswerEndsAndItsLeaseComesBack(Broker broker, TensorRuntime runtime) {
        ask(broker, Conversation.of("How many shapes are there?", TWO_RED_CIRCLES)).join(LIMIT);
        Generation<Answer> generation;
        try (BusyDevice device = new BusyDevice(runtime)) {
            generation =
                    ask(broker, Conversation.of("How many shapes are there?", TWO_RED_CIRCLES));
            generation.cancel();
        }

        assertThrows(CancelledException.class, () -> generation.join(LIMIT));
        assertEquals(0, leases(broker));
        assertTrue(
                ask(broker, Conversation.of("How many shapes are there?", TWO_RED_CIRCLES))
                                .join(LIMIT)
                                .usage()
                                .completionTokens()
                        > 0,
                "and the next question is answered");
    }

    @Test
    void hostilePicturesAreRefusedByName(Broker broker) {
        Picture text = new Picture("notes.png", "Dear diary".getBytes(StandardCharsets.US_ASCII));
        UnreadableContentException unreadable =
                refused(broker, UnreadableContentException.class, text);
        assertTrue(unreadable.getMessage().contains("notes.png"), unreadable.getMessage());
        ContentTooLargeException large =
                refused(broker, ContentTooLargeException.class, Pictures.claiming(60_000, 60_000));
        assertTrue(large.getMessage().contains("60000"), large.getMessage());
        assertEquals(0, leases(broker));
    }

    @Test
    void aTornPictureIsUsedAsFarAsItGoesUnlessTheAnswerIsToBeStrict(Broker broker) {
        byte[] whole = TWO_RED_CIRCLES.bytes();
        Picture torn = new Picture("torn.png", Arrays.copyOf(whole, whole.length / 2));
        Conversation question = Conversation.of("How many shapes are there?", torn);

        List<String> warnings = ask(broker, question).join(LIMIT).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("torn.png"), warnings.get(0));
        GenerationOptions strict = GenerationOptions.GREEDY.withStrict(true);
        UnreadableContentException refusal =
                assertThrows(
                        UnreadableContentException.class,
                        () -> ask(broker, question, strict).join(LIMIT));
        assertTrue(refusal.getMessage().endsWith(warnings.get(0)), refusal.getMessage());
        assertEquals(0, leases(broker));
    }

    private static <E extends Exception> E refused(Broker broker, Class<E> error, Picture picture) {
        return assertThrows(
                error, () -> ask(broker, Conversation.of("What is it?", picture)).join(LIMIT));
    }

    private static Generation<Answer> ask(Broker broker, Conversation question) {
        return ask(broker, question, GenerationOptions.GREEDY);
    }

    private static Generation<Answer> ask(
            Broker broker, Conversation question, GenerationOptions options) {
        return broker.generate(Understanding.class, LIMIT, it -> it.ask(question, options));
    }

    private static int leases(Broker broker) {
        return broker.providers().stream().mapToInt(Provider::leases).sum();
    }
}
