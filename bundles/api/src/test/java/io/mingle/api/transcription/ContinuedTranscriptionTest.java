package io.mingle.api.transcription;

import static io.mingle.api.transcription.TranscriptTest.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContinuedTranscriptionTest {

    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final Segment ONE = segment(1, "English", "one");
    private static final Segment TWO = segment(2, "English", "two");
    private static final SkillUnavailableException STOPPED =
            new SkillUnavailableException("It was stopped.");

    private final List<List<Segment>> asked = new ArrayList<>();

    /** Says what is done, then more, and is stopped or finishes. */
    private Generation<Transcript> say(
            TranscriptionOptions options, String more, List<Segment> heard, boolean stopped) {
        asked.add(options.done());
        GenerationChannel<Transcript> channel = new GenerationChannel<>();
        List<Segment> all = new ArrayList<>(options.done());
        all.addAll(heard);
        for (Segment segment : all) {
            channel.delta((segment.number() == 1 ? "" : " ") + segment.text());
            channel.publish(new SegmentHeard(segment));
        }
        channel.delta(more);
        if (stopped) {
            channel.failed(STOPPED);
        } else {
            channel.finished(
                    new Transcript(Duration.ofMinutes(1), all), Usage.NONE, List.of("clipped"));
        }
        return channel;
    }

    @Test
    void theNextProviderGoesOnBehindTheLastSegmentAndNothingIsSaidTwice() throws Exception {
        Generation<Transcript> generation =
                ContinuedTranscription.begin(
                        TranscriptionOptions.USUAL,
                        options ->
                                asked.isEmpty()
                                        ? say(options, " tw", List.of(ONE), true)
                                        : say(options, "", List.of(TWO), false));
        Heard heard = new Heard();
        generation.subscribe(heard);
        Finished<Transcript> finished = generation.join(LIMIT);
        heard.over.await();

        assertEquals(List.of(List.of(), List.of(ONE)), asked);
        assertEquals("one two", finished.result().text());
        assertEquals(List.of("clipped"), finished.warnings());
        assertEquals("one two", heard.text.toString());
        assertEquals(List.of(ONE, TWO), heard.segments);
    }

    /** Says segments in its own words, and finishes or is stopped in the middle of another. */
    private static Generation<Transcript> says(
            List<Segment> segments, Optional<String> stoppedIn, List<Segment> all) {
        GenerationChannel<Transcript> channel = new GenerationChannel<>();
        for (Segment segment : segments) {
            channel.delta((segment.number() == 1 ? "" : " ") + segment.text());
            channel.publish(new SegmentHeard(segment));
        }
        if (stoppedIn.isPresent()) {
            channel.delta(stoppedIn.get());
            channel.failed(STOPPED);
        } else {
            channel.finished(new Transcript(Duration.ofMinutes(1), all), Usage.NONE, List.of());
        }
        return channel;
    }

    /** Listens to one provider after the other. */
    private static Heard heard(List<Generation<Transcript>> providers) throws Exception {
        Generation<Transcript> generation =
                ContinuedTranscription.begin(
                        TranscriptionOptions.USUAL, options -> providers.remove(0));
        Heard heard = new Heard();
        generation.subscribe(heard);
        generation.join(LIMIT);
        heard.over.await();
        return heard;
    }

    private static Segment until(int number, int second, String text) {
        return new Segment(
                number,
                Duration.ofSeconds(number - 1),
                Duration.ofSeconds(second),
                "English",
                text,
                OptionalDouble.empty());
    }

    @Test
    void whatAnotherProviderSaysOtherwiseIsStillKnown() throws Exception {
        Segment one = until(1, 10, "one");
        Segment two = until(2, 20, "two");
        Segment three = until(3, 30, "three");
        List<Generation<Transcript>> providers =
                new ArrayList<>(
                        List.of(
                                says(List.of(one, two), Optional.of(" thr"), List.of()),
                                says(
                                        List.of(
                                                until(1, 9, "Number one,"),
                                                until(2, 20, "number two,"),
                                                three),
                                        Optional.empty(),
                                        List.of(one, two, three))));
        Heard heard = heard(providers);
        assertEquals("one two three", heard.text.toString());
        assertEquals(List.of(one, two, three), heard.segments);
    }

    @Test
    void nothingIsLostWhereAnotherProviderCutsElsewhere() throws Exception {
        Segment one = until(1, 10, "one");
        Segment longer = until(2, 25, "two and a half");
        List<Generation<Transcript>> providers =
                new ArrayList<>(
                        List.of(
                                says(
                                        List.of(one, until(2, 20, "two")),
                                        Optional.of(" an"),
                                        List.of()),
                                says(
                                        List.of(one, longer),
                                        Optional.empty(),
                                        List.of(one, longer))));
        Heard heard = heard(providers);
        assertEquals(List.of(one, until(2, 20, "two"), longer), heard.segments);
        assertEquals("one two an two and a half", heard.text.toString());
    }

    @Test
    void whoIsStoppedAgainAndAgainWithoutASegmentGivesUp() {
        Generation<Transcript> generation =
                ContinuedTranscription.begin(
                        TranscriptionOptions.USUAL.withDone(List.of(ONE)),
                        options -> say(options, "", List.of(), true));

        assertThrows(SkillUnavailableException.class, () -> generation.join(LIMIT));
        assertEquals(3, asked.size());
    }

    @Test
    void anotherErrorAndACancellationEndIt() {
        GenerationChannel<Transcript> wrong = new GenerationChannel<>();
        wrong.failed(new InvalidRequestException("No."));
        assertThrows(
                InvalidRequestException.class,
                () ->
                        ContinuedTranscription.begin(TranscriptionOptions.USUAL, it -> wrong)
                                .join(LIMIT));

        GenerationChannel<Transcript> endless = new GenerationChannel<>();
        endless.onCancel(endless::cancelled);
        Generation<Transcript> generation =
                ContinuedTranscription.begin(TranscriptionOptions.USUAL, it -> endless);
        generation.cancel();
        assertThrows(CancelledException.class, () -> generation.join(LIMIT));
    }

    /** What a listener is told. */
    private static final class Heard implements Flow.Subscriber<Event> {
        private final StringBuffer text = new StringBuffer();
        private final List<Segment> segments = new ArrayList<>();
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof TextDelta delta) {
                text.append(delta.text());
            } else if (event instanceof SegmentHeard heard) {
                segments.add(heard.segment());
            }
        }

        @Override
        public void onError(Throwable error) {
            over.countDown();
        }

        @Override
        public void onComplete() {
            over.countDown();
        }
    }
}
