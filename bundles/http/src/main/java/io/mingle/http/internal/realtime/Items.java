package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Role;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ask.Transcript;
import io.mingle.http.internal.tools.Tools;
import io.mingle.json.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The items of a conversation, in order, within bounds: what is oldest is forgotten. One thread's.
 */
final class Items {

    /** The most items. */
    static final int MOST = 200;

    /** The most bytes of sound, pictures and texts. */
    static final long MOST_BYTES = 8L << 20;

    private static final String ROOT = "root";

    private final List<Item> items = new ArrayList<>();

    /**
     * Adds an item.
     *
     * @param after the id of the one that it follows, {@code root} for none; the last one if empty
     * @return the id of the one before it, if there is one
     * @throws ApiException if there is no such item, or there is one with the same id
     */
    Optional<String> add(Item item, Optional<String> after) {
        if (items.stream().anyMatch(it -> it.id().equals(item.id()))) {
            throw ApiException.invalid(
                    "item.id",
                    "There is an item '%s'. Choose another id, or none."
                            .formatted(Shortened.of(item.id())));
        }
        int place = items.size();
        if (after.isPresent()) {
            place = after.get().equals(ROOT) ? 0 : place("previous_item_id", after.get()) + 1;
        }
        items.add(place, item);
        Optional<String> before =
                place == 0 ? Optional.empty() : Optional.of(items.get(place - 1).id());
        while (items.size() > MOST || items.size() > 1 && bytes() > MOST_BYTES) {
            forgetOldest();
        }
        return before;
    }

    private long bytes() {
        return items.stream().mapToLong(Item::bytes).sum();
    }

    /** Forgets the oldest item, and a tool's answer whose call that was. */
    private void forgetOldest() {
        Item gone = items.remove(0);
        String call = gone.json().path("call_id").asText();
        items.removeIf(
                it ->
                        gone.type().equals(Item.CALL)
                                && it.type().equals(Item.RESULT)
                                && it.json().path("call_id").asText().equals(call));
    }

    /** Forgets the older half; returns false if there is only one item. */
    boolean forgetHalf() {
        if (items.size() < 2) {
            return false;
        }
        for (int left = items.size() / 2; items.size() > left && items.size() > 1; ) {
            forgetOldest();
        }
        return true;
    }

    /** Returns the id of the last one, if there is one. */
    Optional<String> last() {
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(items.size() - 1).id());
    }

    /**
     * Returns one.
     *
     * @param part of the event that names it
     * @throws ApiException if there is none
     */
    Item get(String part, String id) {
        return items.get(place(part, id));
    }

    private int place(String part, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(id)) {
                return i;
            }
        }
        throw ApiException.invalid(
                part,
                "'%s' names the item '%s', which is not there.".formatted(part, Shortened.of(id)));
    }

    /** Returns the ids of all. */
    List<String> ids() {
        return items.stream().map(Item::id).toList();
    }

    /** Returns the id of the one before an item, if there is one. */
    Optional<String> before(ObjectNode json) {
        int place = ids().indexOf(json.path("id").asText());
        return place < 1 ? Optional.empty() : Optional.of(items.get(place - 1).id());
    }

    /** Puts another in the place of one with its id; it may have been forgotten. */
    void replace(Item item) {
        items.replaceAll(it -> it.id().equals(item.id()) ? item : it);
    }

    /**
     * Takes one out.
     *
     * @throws ApiException if there is none
     */
    void delete(String part, String id) {
        items.remove(place(part, id));
    }

    /**
     * Returns what has been said as the model reads it.
     *
     * @param instructions how answers are to be; perhaps empty
     * @param request what one response is to be; it stands for a question where nobody has asked
     */
    Conversation conversation(String instructions, Optional<String> request, Tools tools) {
        return conversation(items, instructions, request, tools);
    }

    /** Returns the same of other items. */
    static Conversation conversation(
            List<Item> items, String instructions, Optional<String> request, Tools tools) {
        Transcript transcript = new Transcript();
        if (!instructions.isBlank()) {
            transcript.say(Role.SYSTEM, List.of(new Text(instructions)));
        }
        items.stream().filter(it -> it.role() == Role.SYSTEM).forEach(it -> it.tell(transcript));
        List<Item> others = items.stream().filter(it -> it.role() != Role.SYSTEM).toList();
        others.forEach(it -> it.tell(transcript));
        boolean asked = !others.isEmpty() && others.get(others.size() - 1).role() == Role.USER;
        if (!asked && request.isPresent() && !request.get().isBlank()) {
            transcript.say(Role.USER, List.of(new Text(request.get())));
        }
        return transcript.conversation(tools);
    }

    /** Cuts what was heard of an answer, after so much of its sound. */
    static Item cut(Item item, int part, double share) {
        String words = item.part(part).path("transcript").asText();
        int end = (int) Math.round(words.length() * Math.max(0, Math.min(1, share)));
        int space = words.lastIndexOf(' ', end);
        String heard = end == words.length() ? words : words.substring(0, Math.max(0, space));
        ObjectNode json = item.json().deepCopy();
        ((ObjectNode) json.path("content").path(part)).put("transcript", heard);
        return Item.answered(json, heard);
    }
}
