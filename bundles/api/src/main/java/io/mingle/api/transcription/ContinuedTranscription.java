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
 * <p>What the next one says again of the segment that was under way is passed over.
 */
public final class ContinuedTranscription {

    /** A provider that is stopped again and again without a segment has something else wrong. */
    private static final int MOST_IN_VAIN = 3;

    private static final Duration LONGEST = TranscriptionOptions.MOST.multipliedBy(4);

    private final TranscriptionOptions options;
    private final Function<TranscriptionOptions, Generation<Transcript>> begin;
    private final GenerationChannel<Transcript> channel;
    private final List<Segment> done = new CopyOnWriteArrayList<>();
    private volatile int published;
    private volatile Generation<Transcript> current;

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
        Passing passing = new Passing(channel.text().length());
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
        private int known;
        private int heard;

        /**
         * @param known how many characters of the text are known
         */
        Passing(int known) {
            this.known = known;
        }

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
                int skipped = Math.min(known, delta.text().length());
                known -= skipped;
                channel.delta(delta.text().substring(skipped));
            } else if (event instanceof SegmentHeard segment) {
                heard(segment);
            } else if (event instanceof Update update) {
                channel.publish(update);
            }
        }

        private void heard(SegmentHeard segment) {
            heard++;
            if (heard > done.size()) {
                done.add(segment.segment());
            }
            if (heard > published) {
                published = heard;
                channel.publish(segment);
            }
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
