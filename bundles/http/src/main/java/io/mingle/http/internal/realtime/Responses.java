package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.dialogue.SpokenAnswers;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.Load;
import io.mingle.http.internal.sound.RealtimeModel;
import io.mingle.http.internal.sound.SpokenPieces;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The responses of a session, one at a time. For its thread. */
final class Responses {

    private final RealtimeModel model;
    private final Mailbox mailbox;
    private final Outlet outlet;
    private final Items items;
    private final Load load;
    private final String conversationId = Names.fresh("conv");
    private final Map<String, Long> millis = new HashMap<>();
    private Run active;

    Responses(RealtimeModel model, Mailbox mailbox, Outlet outlet, Items items, Load load) {
        this.model = model;
        this.mailbox = mailbox;
        this.outlet = outlet;
        this.items = items;
        this.load = load;
    }

    /**
     * What is asked for.
     *
     * @param own the items that it is about, where those of the conversation are not
     * @param request what this one is to be; empty where the session says it
     * @param part whether it becomes part of the conversation
     * @param metadata of the client's
     */
    record Asked(
            SessionConfig config,
            Optional<List<Item>> own,
            Optional<String> request,
            boolean part,
            ObjectNode metadata) {}

    /** Tells whether one is under way. */
    boolean isActive() {
        return active != null;
    }

    /** Returns how long an answer lasts in sound. */
    long millis(String item) {
        return millis.getOrDefault(item, 0L);
    }

    /**
     * Begins one.
     *
     * @throws ApiException if one is under way, or nothing was asked
     */
    void begin(Asked asked) throws IOException {
        if (active != null) {
            throw new ApiException(
                    ApiError.of(
                            400,
                            "conversation_already_has_active_response",
                            "The response %s is under way. Wait for its end, or cancel it."
                                    .formatted(active.response.id())));
        }
        Run run = new Run(asked);
        Conversation conversation = run.conversation();
        active = run;
        run.response.begin();
        run.ask(conversation);
    }

    /**
     * Ends the one that is under way.
     *
     * @param reason as clients are told it
     * @return false if there is none
     */
    boolean cancel(String reason) throws IOException {
        if (active == null) {
            return false;
        }
        Run run = active;
        active = null;
        run.leave();
        run.response.cancelled(reason);
        return true;
    }

    /**
     * Returns the id of the one that is under way.
     *
     * @throws ApiException if it is not the one that is meant, or there is none
     */
    void check(Fields event) {
        Optional<String> meant = event.text("response_id");
        if (active == null || meant.isPresent() && !meant.get().equals(active.response.id())) {
            throw new ApiException(
                    ApiError.of(
                            400,
                            "response_cancel_not_active",
                            "There is no such response under way that could be cancelled."));
        }
    }

    /** Ends what is under way, and tells nobody. */
    void abandon() {
        if (active != null) {
            active.leave();
        }
    }

    /** Makes one response. */
    private final class Run implements Response.Log {

        private final Asked asked;
        private final Response response;
        private Generation<SpokenAnswer> generation;
        private boolean told;
        private boolean counted;

        Run(Asked asked) {
            this.asked = asked;
            ObjectNode head = JsonNodeFactory.instance.objectNode();
            head.put("conversation_id", asked.part() ? conversationId : null);
            head.set("metadata", asked.metadata());
            this.response = new Response(outlet, asked.config(), this, head);
        }

        private Conversation conversation() {
            SessionConfig config = asked.config();
            return asked.own().isPresent()
                    ? Items.conversation(
                            asked.own().get(),
                            config.instructions(),
                            asked.request(),
                            config.tools())
                    : items.conversation(config.instructions(), asked.request(), config.tools());
        }

        private void ask(Conversation conversation) {
            SessionConfig config = asked.config();
            load.arrived();
            load.begun();
            counted = true;
            generation =
                    SpokenAnswers.answer(
                            model,
                            conversation,
                            config.thinking(),
                            config.spoken()
                                    ? Optional.of(config.speaking().withHeard(conversation))
                                    : Optional.empty(),
                            new SpokenPieces(config.tools().reader()));
            generation.subscribe(new Listening(mailbox, this::take));
        }

        /** Ends it, if that has not happened. */
        private void leave() {
            if (generation != null) {
                generation.cancel();
            }
            if (counted) {
                counted = false;
                load.ended();
            }
        }

        private void take(Event event) throws IOException {
            if (event instanceof Finished<?>
                    || event instanceof Failed
                    || event instanceof Cancelled) {
                leave();
                ended(event);
            } else if (active == this) {
                told = true;
                load.token();
                response.tell(event);
            }
        }

        @SuppressWarnings("unchecked") // Its result is of that kind.
        private void ended(Event event) throws IOException {
            if (active != this) {
                return;
            }
            if (event instanceof Failed failed && goesOnShorter(failed)) {
                return;
            }
            active = null;
            if (event instanceof Finished<?> finished) {
                response.finished((Finished<SpokenAnswer>) finished);
            } else if (event instanceof Failed failed) {
                response.failed(ApiError.of(failed.error()));
            } else {
                response.failed(
                        ApiError.of(
                                new CancelledException(
                                        "The answer was cancelled by whoever makes it.")));
            }
        }

        /** The older half of the conversation is forgotten where the model cannot read all. */
        private boolean goesOnShorter(Failed failed) {
            boolean shorter =
                    failed.error() instanceof ConversationTooLongException
                            && !told
                            && asked.own().isEmpty()
                            && items.forgetHalf();
            if (!shorter) {
                return false;
            }
            try {
                ask(conversation());
                return true;
            } catch (ApiException | MingleException e) {
                // What is left, or was added meanwhile, is no question.
                return false;
            }
        }

        @Override
        public void begun(ObjectNode json) throws IOException {
            if (asked.part()) {
                Optional<String> before = items.add(Item.answered(json, ""), Optional.empty());
                outlet.send("conversation.item.added", ofItem(before, json));
            }
        }

        @Override
        public void ended(ObjectNode json, String words, long lasts) throws IOException {
            if (asked.part()) {
                items.replace(Item.answered(json, words));
                millis.put(json.path("id").asText(), lasts);
                if (millis.size() > 2 * Items.MOST) {
                    millis.keySet().retainAll(items.ids());
                }
                outlet.send("conversation.item.done", ofItem(items.before(json), json));
            }
        }
    }

    /** Tells of an item in its place. */
    static ObjectNode ofItem(Optional<String> before, ObjectNode json) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("previous_item_id", before.orElse(null))
                .set("item", json);
    }
}
