package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.conversation.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemsTest {

    private final Items items = new Items();

    private void add(String id, String arguments) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("type", Item.CALL)
                        .put("call_id", id)
                        .put("arguments", arguments);
        items.add(new Item(json, Role.ASSISTANT, List.of()), Optional.empty());
    }

    @Test
    void forgetsWhatIsOldestOfManyItems() {
        for (int i = 0; i <= Items.MOST; i++) {
            add("call" + i, "{}");
        }
        assertEquals(Items.MOST, items.ids().size());
        assertEquals("call1", items.ids().get(0));
    }

    @Test
    void countsArgumentsOfCallsAgainstTheBytesOfAConversation() {
        String third = "x".repeat((int) (Items.MOST_BYTES / 6));
        for (int i = 0; i < 5; i++) {
            add("call" + i, third);
        }
        assertEquals(List.of("call3", "call4"), items.ids());
    }
}
