package io.mingle.api.dialogue;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the turns of a person in sound that comes in pieces of any length: a turn begins with the
 * sixth loud frame, none of them further than 200 ms behind the one before, and ends when it has
 * been quiet for a while. Without {@link TurnOptions} it keeps what it hears until somebody says
 * that a turn has ended.
 *
 * <p>It keeps the turn under way and, before one, what may belong to it; never more than the
 * longest turn. For one thread.
 */
public final class TurnDetector {

    /** In frames: what is shorter is a click. */
    private static final int SHORTEST = 6;

    /** In frames: loud ones that are further apart do not begin a turn together. */
    private static final int TOGETHER = 10;

    /** In frames: what is taken of the silence behind speech. */
    private static final int MARGIN = 6;

    private final int rate;
    private final int frame;
    private final int longest;
    private Optional<TurnOptions> options;
    private VoiceActivity activity;
    private float[] kept;
    private int count;

    /** Where the kept samples begin. */
    private long first;

    /** Up to where frames were looked at. */
    private long judged;

    /** Where the first of the loud frames begins that may begin a turn; −1 if there is none. */
    private long candidate = -1;

    private int loudFrames;
    private boolean speaking;

    /** Behind the last loud frame. */
    private long loud;

    /**
     * Begins to hear.
     *
     * @param rate samples per second, 8,000 to 48,000
     * @param longest what a turn may last; a longer one that is spoken is ended there, and one that
     *     somebody has to end is refused. A second to 10 minutes
     * @param options how turns are found; empty if somebody says when they end
     * @throws InvalidRequestException if a number is out of its range
     */
    public TurnDetector(int rate, Duration longest, Optional<TurnOptions> options) {
        if (rate < 8_000 || rate > 48_000) {
            throw new InvalidRequestException(
                    "Turns were to be found in sound of %s samples per second; 8000 to 48000 are possible."
                            .formatted(rate));
        }
        if (longest == null
                || longest.compareTo(Duration.ofSeconds(1)) < 0
                || longest.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new InvalidRequestException(
                    "A turn was to last at most %s; a second to 10 minutes are possible."
                            .formatted(longest));
        }
        this.rate = rate;
        frame = rate / VoiceActivity.FRAMES_PER_SECOND;
        this.longest = Math.toIntExact(longest.toMillis() * rate / 1000);
        kept = new float[rate];
        options(options);
    }

    /** Returns how many samples a second has. */
    public int rate() {
        return rate;
    }

    /**
     * Finds turns in another way from now on. What was heard since the last turn is kept.
     *
     * @param value empty if somebody says when they end
     */
    public void options(Optional<TurnOptions> value) {
        if (value.isPresent() && (options == null || options.isEmpty())) {
            judged = first + count;
            forget();
        }
        if (value.isPresent() && !value.equals(options)) {
            activity = new VoiceActivity(value.get().above());
        }
        options = value;
    }

    /**
     * Hears further samples.
     *
     * @param samples full scale from −1 to 1
     * @return what has happened by now, in order; often nothing
     * @throws ContentTooLargeException if somebody has to end the turn and it is longer than it may
     *     be; nothing of these samples is kept then
     */
    public List<TurnEvent> hear(float... samples) {
        if (options.isEmpty()) {
            if (samples.length > longest - count) {
                throw new ContentTooLargeException(
                        "What was said and not ended yet lasts longer than %s s, which is the most. End the turn, or discard it."
                                .formatted(longest / rate));
            }
            keep(samples, 0, samples.length);
            judged = first + count;
            return List.of();
        }
        List<TurnEvent> events = new ArrayList<>();
        for (int from = 0; from < samples.length; ) {
            int piece = Math.min(frame, samples.length - from);
            keep(samples, from, piece);
            from += piece;
            while (first + count - judged >= frame) {
                judge(events);
            }
        }
        return events;
    }

    /**
     * Ends the turn now.
     *
     * @return what was heard since the last one; empty if there is nothing
     */
    public Optional<TurnEvent.Ended> end() {
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(take(first + count));
    }

    /** Forgets what was heard since the last turn. */
    public void discard() {
        first += count;
        count = 0;
        judged = first;
        forget();
    }

    /** Tells whether somebody is speaking. */
    public boolean isSpeaking() {
        return speaking;
    }

    /** Returns how many samples are kept. */
    public int kept() {
        return count;
    }

    /** Returns how many samples were heard in all. */
    public long heard() {
        return first + count;
    }

    private void keep(float[] samples, int from, int length) {
        if (length > kept.length - count) {
            kept =
                    Arrays.copyOf(
                            kept, Math.max(count + length, Math.min(2 * kept.length, longest)));
        }
        System.arraycopy(samples, from, kept, count, length);
        count += length;
    }

    private void judge(List<TurnEvent> events) {
        activity.hear(kept, (int) (judged - first), frame);
        long begin = judged;
        judged += frame;
        if (activity.begins() || (speaking || candidate >= 0) && activity.goesOn()) {
            candidate = candidate < 0 ? begin : candidate;
            loud = judged;
            loudFrames++;
        }
        TurnOptions how = options.get();
        if (!speaking && loudFrames >= SHORTEST) {
            speaking = true;
            long start = Math.max(first, candidate - samples(how.before()));
            drop(start);
            events.add(new TurnEvent.Started(start));
        } else if (!speaking && candidate >= 0 && judged - loud > (long) TOGETHER * frame) {
            forget();
        }
        if (speaking && judged - loud >= samples(how.silence())) {
            events.add(take(Math.min(judged, loud + (long) MARGIN * frame)));
        } else if (speaking && judged + frame - first > longest) {
            events.add(take(judged));
        } else if (!speaking) {
            drop((candidate < 0 ? judged : candidate) - samples(how.before()));
        }
    }

    private long samples(Duration time) {
        return time.toMillis() * rate / 1000;
    }

    private TurnEvent.Ended take(long end) {
        int length = (int) (end - first);
        TurnEvent.Ended ended =
                new TurnEvent.Ended(first, end, Arrays.copyOf(kept, length), speaking);
        // A long turn leaves no large array behind.
        kept = Arrays.copyOfRange(kept, length, Math.max(length + rate, count));
        count -= length;
        first = end;
        judged = Math.max(judged, first);
        forget();
        return ended;
    }

    /** Forgets what lies before a place. */
    private void drop(long start) {
        int length = (int) Math.max(0, Math.min(count, start - first));
        System.arraycopy(kept, length, kept, 0, count - length);
        count -= length;
        first += length;
    }

    private void forget() {
        candidate = -1;
        loudFrames = 0;
        speaking = false;
    }
}
