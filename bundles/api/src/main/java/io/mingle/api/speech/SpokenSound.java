package io.mingle.api.speech;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

/**
 * A whole speech in memory, for texts that are short.
 *
 * @param speech what is known of it
 * @param samples of one channel, full scale from −1 to 1
 */
public record SpokenSound(Speech speech, float[] samples) {

    /**
     * Waits for a speech, and gathers its samples.
     *
     * @param generation nobody else listens to
     * @param limit how long to wait at most
     * @throws CancelledException if it was cancelled, or is cancelled now
     * @throws InvalidRequestException if an argument is null
     * @throws io.mingle.api.error.MingleException the error of the generation, if it failed
     */
    public static SpokenSound of(Generation<Speech> generation, Duration limit) {
        if (generation == null) {
            throw new InvalidRequestException("No speech was given to gather the samples of.");
        }
        Chunks chunks = new Chunks();
        generation.subscribe(chunks);
        Finished<Speech> finished = generation.join(limit);
        chunks.await();
        return new SpokenSound(finished.result(), chunks.joined());
    }

    private static final class Chunks implements Flow.Subscriber<Event> {

        private final List<float[]> samples = new ArrayList<>();
        private final CountDownLatch complete = new CountDownLatch(1);

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public synchronized void onNext(Event event) {
            if (event instanceof SpeechChunk chunk) {
                samples.add(chunk.samples());
            }
        }

        @Override
        public void onError(Throwable error) {
            complete.countDown();
        }

        @Override
        public void onComplete() {
            complete.countDown();
        }

        /** The end may be known a moment before the last chunk is delivered. */
        void await() {
            try {
                complete.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        "The thread that waited for a speech was interrupted. Ask again if it is"
                                + " still wanted.",
                        e);
            }
        }

        synchronized float[] joined() {
            int count = samples.stream().mapToInt(it -> it.length).reduce(0, Math::addExact);
            float[] all = new float[count];
            int at = 0;
            for (float[] part : samples) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            return all;
        }
    }
}
