package io.mingle.api.transcription;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A transcription that outlives its provider: where one is stopped under it, the next one goes on
 * behind the last segment, and who listens notices nothing.
 *
 * <p>What the next one says again is passed over: segments that end where such end that were passed
 * on, or before, and as much of the one that was under way as was told of it.
 */
public final class ContinuedTranscription {

    /** A provider that is stopped again and again without a segment has something else wrong. */
    private static final int MOST_IN_VAIN = 3;

    private static final Duration LONGEST = TranscriptionOptions.MOST.multipliedBy(4);

    private final TranscriptionOptions options;
    private final Function<TranscriptionOptions, Generation<Transcript>> begin;
    private final GenerationChannel<Transcript> channel;
    private final List<Segment> done = new CopyOnWriteArrayList<>();
    private volatile Generation<Transcript> current;

    /** Where the last segment ends that was passed on; null before the first. */
    private volatile Duration passed;

    /** How many characters were passed on behind that, of a segment that has not ended. */
    private volatile int begun;

    private ContinuedTranscription(
            TranscriptionOptions options,
            Function<TranscriptionOptions, Generation<Transcript>> begin,
            GenerationChannel<Transcript> channel) {
        this.options = options;
        this.begin = begin;
        this.channel = channel;
        done.addAll(options.done());
    }

    /**
     * Begins a transcription.
     *
     * @param options how
     * @param begin begins it, with the segments that are done; called again after a provider was
     *     stopped, for example {@code options -> broker.generate(Transcription.class, wait, it ->
     *     it.transcribe(sound, options))}. What it throws the first time is the caller's
     * @return the transcript, under way
     */
    public static Generation<Transcript> begin(
            TranscriptionOptions options,
            Function<TranscriptionOptions, Generation<Transcript>> begin) {
        Generation<Transcript> first = begin.apply(options);
        return GenerationChannel.produce(
                "continued-transcription",
                channel -> new ContinuedTranscription(options, begin, channel).run(first));
    }

    private Transcript run(Generation<Transcript> first) {
        channel.onCancel(this::cancelCurrent);
        int inVain = 0;
        Generation<Transcript> next = first;
        while (true) {
            int before = done.size();
            try {
                Finished<Transcript> finished = pass(next);
                channel.finished(finished.result(), finished.usage(), finished.warnings());
                return finished.result();
            } catch (SkillUnavailableException e) {
                inVain = done.size() > before ? 0 : inVain + 1;
                if (inVain >= MOST_IN_VAIN) {
                    throw e;
                }
            } catch (CancelledException e) {
                channel.throwIfCancelled();
                throw e;
            }
            channel.throwIfCancelled();
            next = begin.apply(options.withDone(done));
        }
    }

    private static boolean isSame(Segment one, Segment other) {
        return one.start().equals(other.start()) && one.end().equals(other.end());
    }

    private void cancelCurrent() {
        Generation<Transcript> its = current;
        if (its != null) {
            its.cancel();
        }
    }

    /**
     * Passes on what one provider says.
     *
     * @throws MingleException as it ends
     */
    private Finished<Transcript> pass(Generation<Transcript> generation) {
        current = generation;
        if (channel.isCancelled()) {
            generation.cancel();
        }
        Passing passing = new Passing();
        generation.subscribe(passing);
        try {
            return generation.join(LONGEST);
        } finally {
            passing.awaitCompletion();
        }
    }

    /** Passes on what has not been said yet. Called by one thread at a time. */
    private final class Passing implements Flow.Subscriber<Event> {

        private final CountDownLatch completed = new CountDownLatch(1);

        /** What is said of a segment of which nobody knows whether it is said again. */
        private final StringBuilder held = new StringBuilder();

        private boolean isNew = passed == null;

        /** How many characters of the segment under way are known. */
        private int known = begun;

        /** The last events may still be on their way when the end is known. */
        void awaitCompletion() {
            try {
                completed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof TextDelta delta) {
                if (isNew) {
                    tell(delta.text());
                } else {
                    held.append(delta.text());
                }
            } else if (event instanceof SegmentHeard segment) {
                heard(segment);
            } else if (event instanceof Update update) {
                channel.publish(update);
            }
        }

        private void heard(SegmentHeard heard) {
            Segment segment = heard.segment();
            if (!isNew && segment.end().compareTo(passed) <= 0) {
                held.setLength(0);
                isNew = segment.end().equals(passed);
                return;
            }
            if (!isNew) {
                isNew = true;
                // Of one that was cut elsewhere nothing is known.
                known = segment.start().compareTo(passed) < 0 ? 0 : known;
                tell(held.toString());
            }
            known = 0;
            begun = 0;
            passed = segment.end();
            if (done.stream().noneMatch(it -> isSame(it, segment))) {
                done.add(segment);
            }
            channel.publish(heard);
        }

        private void tell(String text) {
            int skipped = Math.min(known, text.length());
            known -= skipped;
            begun += text.length() - skipped;
            channel.delta(text.substring(skipped));
        }

        @Override
        public void onError(Throwable error) {
            completed.countDown();
        }

        @Override
        public void onComplete() {
            completed.countDown();
        }
    }
}
