package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.dialogue.TurnDetector;
import io.mingle.api.dialogue.TurnEvent;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.sound.RateChange;
import io.mingle.http.internal.sound.Wav;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a client lets the server hear: the buffer of sound and the turns in it. One thread's. */
final class Ear {

    /** What becomes of what was heard. */
    interface Turns {

        /** Somebody has begun to speak. */
        void started() throws IOException;

        /**
         * A turn has ended and is an item; its answer is due if it was found, and not committed.
         */
        void ended(Item item, boolean found) throws IOException;
    }

    /** A turn of which nobody knows that the model hears it whole lasts no longer. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final int LEAST_MILLIS = 100;

    private final Outlet outlet;
    private final Items items;
    private final Turns turns;
    private final Duration longest;
    private TurnDetector detector;
    private SessionConfig config;
    private String pending = Names.fresh("item");

    /**
     * @param longest how long a turn may be
     */
    Ear(Outlet outlet, Items items, Turns turns, Duration longest, SessionConfig config) {
        this.outlet = outlet;
        this.items = items;
        this.turns = turns;
        this.longest =
                longest.compareTo(LONGEST) > 0
                        ? LONGEST
                        : longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
        this.config = config;
        detector = detector();
    }

    private TurnDetector detector() {
        return new TurnDetector(config.in().rate(), longest, config.turns());
    }

    /**
     * Hears in another way. What is in the buffer stays: where it cannot be gone on with, a turn
     * that is being spoken ends, and everything else is heard again in the new way.
     */
    void configure(SessionConfig now) throws IOException {
        boolean speaking = config.turns().isPresent() && detector.isSpeaking();
        boolean goesOn =
                detector.rate() == now.in().rate()
                        && (now.turns().isEmpty() || config.turns().isPresent());
        config = now;
        if (goesOn) {
            detector.options(now.turns());
            return;
        }
        int rate = detector.rate();
        Optional<TurnEvent.Ended> heard = detector.end();
        if (speaking && heard.isPresent()) {
            stopped(heard.get());
        }
        detector = detector();
        if (!speaking && heard.isPresent()) {
            // What follows the last sample is not known, and is too little to be heard.
            hear(new RateChange(rate, detector.rate()).next(heard.get().samples()));
        }
    }

    /** Hears what a client sends. */
    void append(byte[] sound) throws IOException {
        hear(config.in().decode(sound));
    }

    private void hear(float... samples) throws IOException {
        for (TurnEvent event : detector.hear(samples)) {
            if (event instanceof TurnEvent.Started started) {
                outlet.send(
                        "input_audio_buffer.speech_started",
                        event().put("audio_start_ms", millis(started.start()))
                                .put("item_id", pending));
                turns.started();
            } else if (event instanceof TurnEvent.Ended ended) {
                stopped(ended);
            }
        }
    }

    private void stopped(TurnEvent.Ended ended) throws IOException {
        outlet.send(
                "input_audio_buffer.speech_stopped",
                event().put("audio_end_ms", millis(ended.end())).put("item_id", pending));
        commit(ended, true);
    }

    private long millis(long sample) {
        return sample * 1000 / detector.rate();
    }

    /**
     * Ends the turn because the client says so.
     *
     * @throws ApiException if there is hardly anything in the buffer
     */
    void commit() throws IOException {
        if (millis(detector.kept()) < LEAST_MILLIS) {
            throw new ApiException(
                    ApiError.of(
                            400,
                            "input_audio_buffer_commit_empty",
                            "The buffer has %s ms of sound, and %s ms are the least that is heard. Append some before it is committed."
                                    .formatted(millis(detector.kept()), LEAST_MILLIS)));
        }
        Optional<TurnEvent.Ended> ended = detector.end();
        if (ended.isPresent()) {
            commit(ended.get(), false);
        }
    }

    private void commit(TurnEvent.Ended ended, boolean found) throws IOException {
        Item item = Item.spoken(pending, Wav.of("input audio", detector.rate(), ended.samples()));
        pending = Names.fresh("item");
        Optional<String> before = items.add(item, Optional.empty());
        outlet.send(
                "input_audio_buffer.committed",
                event().put("previous_item_id", before.orElse(null)).put("item_id", item.id()));
        outlet.send("conversation.item.added", Responses.ofItem(before, item.json()));
        outlet.send("conversation.item.done", Responses.ofItem(before, item.json()));
        turns.ended(item, found);
    }

    /** Drops what is in the buffer. */
    void clear() throws IOException {
        detector.discard();
        outlet.send("input_audio_buffer.cleared", event());
    }

    private static ObjectNode event() {
        return JsonNodeFactory.instance.objectNode();
    }
}
