package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.transcription.Transcript;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.sound.RealtimeModel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Has turns written down, one after the other, beside what is answered. For a session's thread. */
final class WrittenDown {

    private static final String EVENT = "conversation.item.input_audio_transcription.";

    /** More turns that wait are not written down. */
    private static final int MOST = 8;

    private record Turn(Item item, Sound sound, String language) {}

    private final RealtimeModel model;
    private final Mailbox mailbox;
    private final Outlet outlet;
    private final Items items;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private Generation<Transcript> current;

    WrittenDown(RealtimeModel model, Mailbox mailbox, Outlet outlet, Items items) {
        this.model = model;
        this.mailbox = mailbox;
        this.outlet = outlet;
        this.items = items;
    }

    /** Has a turn written down. */
    void add(Item item, String language) throws IOException {
        for (Content each : item.content()) {
            if (each instanceof Sound sound) {
                if (waiting.size() < MOST) {
                    waiting.add(new Turn(item, sound, language));
                } else {
                    failed(item, tooMany());
                }
            }
        }
        next();
    }

    private static ApiError tooMany() {
        return ApiError.of(
                429, "too-many-requests", "Too many turns wait to be written down already.");
    }

    private void next() throws IOException {
        while (current == null && !waiting.isEmpty()) {
            Turn turn = waiting.poll();
            try {
                current = model.transcribe(turn.sound(), turn.language());
            } catch (MingleException e) {
                failed(turn.item(), ApiError.of(e));
                continue;
            }
            current.subscribe(new Listening(mailbox, event -> take(turn, event)));
        }
    }

    private void take(Turn turn, Event event) throws IOException {
        if (event instanceof TextDelta delta) {
            outlet.send(EVENT + "delta", ofItem(turn.item()).put("delta", delta.text()));
        } else if (event instanceof Finished<?> finished) {
            current = null;
            Transcript transcript = (Transcript) finished.result();
            completed(turn.item(), transcript);
            next();
        } else if (event instanceof Failed failed) {
            current = null;
            failed(turn.item(), ApiError.of(failed.error()));
            next();
        } else if (event instanceof Cancelled) {
            current = null;
            failed(
                    turn.item(),
                    ApiError.of(new CancelledException("Whoever writes it down has given up.")));
            next();
        }
    }

    private void completed(Item item, Transcript transcript) throws IOException {
        ObjectNode json = item.json().deepCopy();
        ((ObjectNode) json.path("content").path(0)).put("transcript", transcript.text());
        items.replace(new Item(json, item.role(), item.content()));
        ObjectNode event = ofItem(item).put("transcript", transcript.text());
        event.putObject("usage")
                .put("type", "duration")
                .put("seconds", transcript.duration().toMillis() / 1000.0);
        outlet.send(EVENT + "completed", event);
    }

    private void failed(Item item, ApiError error) throws IOException {
        ObjectNode event = ofItem(item);
        event.putObject("error")
                .put("type", error.type())
                .put("code", error.code())
                .put("message", error.message())
                .putNull("param");
        outlet.send(EVENT + "failed", event);
    }

    private static ObjectNode ofItem(Item item) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("item_id", item.id())
                .put("content_index", 0);
    }

    /** Ends what is under way, and tells nobody. */
    void abandon() {
        waiting.clear();
        if (current != null) {
            current.cancel();
        }
    }
}
