package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.Load;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.http.internal.sound.RealtimeModel;
import io.mingle.json.Shortened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the events of a client do. For a session's thread. */
final class Protocol implements Ear.Turns {

    /**
     * What a session has of its surroundings.
     *
     * @param lenient whether unknown parameters are passed over
     * @param media begins to fetch what one event names by address
     */
    record House(
            RealtimeModel model,
            boolean lenient,
            Dialect dialect,
            ConfigReader reader,
            Supplier<RemoteMedia> media,
            Load load) {}

    private final House house;
    private final Outlet outlet;
    private final Items items = new Items();
    private final Ear ear;
    private final Responses responses;
    private final WrittenDown writtenDown;
    private SessionConfig config;
    private RemoteMedia media;

    Protocol(House house, Mailbox mailbox, Outlet outlet, SessionConfig config) {
        this.house = house;
        this.outlet = outlet;
        this.config = config;
        this.ear = new Ear(outlet, items, this, house.model().longest(), config);
        this.responses = new Responses(house.model(), mailbox, outlet, items, house.load());
        this.writtenDown = new WrittenDown(house.model(), mailbox, outlet, items);
    }

    /** Tells the client how the session is. */
    void begin() throws IOException {
        outlet.send("session.created", event().set("session", config.json()));
    }

    /** Tells whether a response is under way. */
    boolean isAnswering() {
        return responses.isActive();
    }

    /** Ends all that is under way. */
    void abandon() {
        responses.abandon();
        writtenDown.abandon();
    }

    /**
     * Does what an event says.
     *
     * @throws ApiException if it cannot be right, or not now
     * @throws io.mingle.api.error.MingleException the same
     */
    void take(Fields event) throws IOException {
        String type = event.required("type");
        event.passOver("event_id");
        media = house.media().get();
        switch (type) {
            case "session.update" -> update(event);
            case "transcription_session.update" -> update(event);
            case "input_audio_buffer.append" ->
                    ear.append(ItemReader.bytes("audio", event.required("audio")));
            case "input_audio_buffer.commit" -> ear.commit();
            case "input_audio_buffer.clear" -> ear.clear();
            case "conversation.item.create" -> create(event);
            case "conversation.item.retrieve" ->
                    outlet.send(
                            "conversation.item.retrieved",
                            event().set("item", items.get("item_id", id(event)).json()));
            case "conversation.item.truncate" -> truncate(event);
            case "conversation.item.delete" -> {
                items.delete("item_id", id(event));
                outlet.send("conversation.item.deleted", event().put("item_id", id(event)));
            }
            case "response.create" -> respond(event);
            case "response.cancel" -> {
                responses.check(event);
                responses.cancel("client_cancelled");
            }
            case "output_audio_buffer.clear" -> responses.cancel("client_cancelled");
            default ->
                    throw ApiException.invalid(
                            "type",
                            "'type' is '%s', which no event of a client is."
                                    .formatted(Shortened.of(type)));
        }
        event.end(house.lenient());
    }

    private static String id(Fields event) {
        return event.required("item_id");
    }

    private void update(Fields event) throws IOException {
        ObjectNode change =
                house.dialect().session((ObjectNode) event.requiredObject("session").json());
        config = house.reader().changed(config, change);
        ear.configure(config);
        outlet.send("session.updated", event().set("session", config.json()));
    }

    private void create(Fields event) throws IOException {
        Item item = item(event.requiredObject("item"));
        Optional<String> before = items.add(item, event.text("previous_item_id"));
        outlet.send("conversation.item.added", Responses.ofItem(before, item.json()));
        outlet.send("conversation.item.done", Responses.ofItem(before, item.json()));
    }

    private Item item(Fields item) {
        return new ItemReader(house.lenient(), media, config.in()).read(item, Names.fresh("item"));
    }

    /** A client that has stopped playing tells how much was heard. */
    private void truncate(Fields event) throws IOException {
        Item item = items.get("item_id", id(event));
        int part = (int) event.whole("content_index", 0, 0).orElse(0);
        long end = event.whole("audio_end_ms", 0, Integer.MAX_VALUE).orElse(0);
        if (!item.part(part).path("type").asText().equals("output_audio")) {
            throw ApiException.invalid(
                    "item_id", "'item_id' names an item that is no answer in sound.");
        }
        long all = responses.millis(item.id());
        if (end > all) {
            throw ApiException.invalid(
                    "audio_end_ms",
                    "'audio_end_ms' is %s, and the answer has %s ms of sound.".formatted(end, all));
        }
        items.replace(Items.cut(item, part, all == 0 ? 0 : (double) end / all));
        outlet.send(
                "conversation.item.truncated",
                event().put("item_id", item.id())
                        .put("content_index", part)
                        .put("audio_end_ms", end));
    }

    private void respond(Fields event) throws IOException {
        Optional<Fields> wish = event.object("response");
        ObjectNode change =
                wish.map(it -> house.dialect().session((ObjectNode) it.json()).deepCopy())
                        .orElseGet(JsonNodeFactory.instance::objectNode);
        boolean part = !"none".equals(change.path("conversation").asText());
        JsonNode input = change.path("input");
        Optional<List<Item>> own = Optional.empty();
        if (input.isArray()) {
            own = Optional.of(own(input));
        }
        JsonNode given = change.path("metadata");
        ObjectNode metadata = given.isObject() ? (ObjectNode) given : event();
        change.remove(List.of("conversation", "input", "metadata"));
        Optional<String> request = Optional.ofNullable(change.path("instructions").textValue());
        SessionConfig its = house.reader().changed(config, change);
        responses.begin(new Responses.Asked(its, own, request, part, metadata));
    }

    /** Items of a response's own are written out, or name such of the conversation. */
    private List<Item> own(JsonNode input) {
        if (input.size() > Items.MOST) {
            throw ApiException.invalid(
                    "response.input",
                    "'response.input' has %s items, and %s are the most."
                            .formatted(input.size(), Items.MOST));
        }
        List<Item> own = new ArrayList<>();
        for (JsonNode each : input) {
            String path = "response.input[" + own.size() + "]";
            Fields item = Fields.of(path, each);
            boolean named = each.path("type").asText().equals("item_reference");
            own.add(named ? items.get(path + ".id", item.required("id")) : item(item));
        }
        return own;
    }

    @Override
    public void started() throws IOException {
        if (config.interrupts()) {
            responses.cancel("turn_detected");
        }
    }

    @Override
    public void ended(Item item, boolean found) throws IOException {
        if (config.transcription().isPresent() || config.transcribes()) {
            writtenDown.add(item, config.transcription().orElse(""));
        }
        if (found && config.answers() && !responses.isActive()) {
            responses.begin(
                    new Responses.Asked(config, Optional.empty(), Optional.empty(), true, event()));
        }
    }

    private static ObjectNode event() {
        return JsonNodeFactory.instance.objectNode();
    }
}
