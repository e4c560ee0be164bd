package io.mingle.http.internal.ask;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.conversation.Role;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.tools.CallText;
import io.mingle.http.internal.tools.Tools;
import io.mingle.json.Shortened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been said and called so far, as the conversation that the model reads. */
public final class Transcript {

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, String> called = new HashMap<>();
    private Picture drawn;

    /** Lets somebody have said something. */
    public void say(Role role, List<Content> content) {
        messages.add(new Message(role, content));
    }

    /** Lets the model have drawn a picture. It sees what it is shown: it speaks in words alone. */
    public void draw(Picture picture) {
        drawn = picture;
        messages.add(Message.user(picture));
    }

    /** Returns what the model drew last. */
    public Optional<Picture> drawn() {
        return Optional.ofNullable(drawn);
    }

    /**
     * Lets the model have called a tool.
     *
     * @param id that its result will name
     * @param arguments as JSON; a call that was cut may have less
     */
    public void call(String id, String name, String arguments) {
        called.put(id, name);
        messages.add(Message.assistant(CallText.call(name, arguments)));
    }

    /**
     * Lets a tool have answered.
     *
     * @param part of the request that names the call
     * @param id which call
     * @throws ApiException if there was no such call
     */
    public void result(String part, String id, List<Content> content) {
        String name = called.get(id);
        if (name == null) {
            throw ApiException.invalid(
                    part,
                    "'%s' names the call '%s', and no call before it has this id. Send the message that made the call, too."
                            .formatted(part, Shortened.of(id)));
        }
        List<Content> all = new ArrayList<>();
        all.add(new Text(CallText.resultBegins(name)));
        all.addAll(content);
        all.add(new Text(CallText.RESULT_ENDS));
        messages.add(new Message(Role.USER, all));
    }

    /**
     * Returns all of it.
     *
     * @param tools what the model may call; it is told of them after what else sets the scene
     */
    public Conversation conversation(Tools tools) {
        List<Message> all = new ArrayList<>(messages);
        int begin = 0;
        while (begin < all.size() && all.get(begin).role() == Role.SYSTEM) {
            begin++;
        }
        if (!tools.isEmpty()) {
            all.add(begin, Message.system(tools.prompt()));
        }
        return new Conversation(all);
    }
}
