package io.mingle.host.command;

import io.mingle.api.content.Content;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What has been said in a chat, and what is attached to the message to come. */
final class ChatHistory {

    private final FrameSampling sampling;
    private final FrameLimits limits;
    private final List<Message> said = new ArrayList<>();
    private final List<Content> seen = new ArrayList<>();
    private final List<Content> heard = new ArrayList<>();
    private String system;

    /**
     * Begins.
     *
     * @param sampling which frames of videos are looked at
     * @param limits how large
     * @param system how answers are to be; null if nothing is said of that
     */
    ChatHistory(FrameSampling sampling, FrameLimits limits, String system) {
        this.sampling = sampling;
        this.limits = limits;
        this.system = system;
    }

    /** Says how answers are to be from now on; null for nothing. */
    void system(String text) {
        system = text;
    }

    void attach(Picture picture) {
        seen.add(picture);
    }

    void attachVideo(Path file) {
        seen.add(new Video(file, sampling, limits));
    }

    void attach(Sound sound) {
        heard.add(sound);
    }

    /** Tells whether a sound waits that may be a question itself. */
    boolean hasSound() {
        return !heard.isEmpty();
    }

    boolean isEmpty() {
        return said.isEmpty();
    }

    /** Forgets what was said and attached; how answers are to be stays. */
    void reset() {
        said.clear();
        detach();
    }

    /** Forgets what is attached. */
    void detach() {
        seen.clear();
        heard.clear();
    }

    /**
     * Makes the next message: pictures and videos, words, sounds, as {@code mingle ask} gives them.
     *
     * @param words possibly none, if a sound asks
     */
    Message message(String words) {
        List<Content> content = new ArrayList<>(seen);
        if (!words.isBlank()) {
            content.add(new Text(words));
        }
        content.addAll(heard);
        return Message.user(content.toArray(Content[]::new));
    }

    /** Puts the next message behind all that was said. */
    Conversation with(Message next) {
        List<Message> all = new ArrayList<>();
        if (system != null && !system.isBlank()) {
            all.add(Message.system(system));
        }
        all.addAll(said);
        all.add(next);
        return new Conversation(all);
    }

    /** Remembers a message that was answered, and the answer. */
    void remember(Message message, String answer) {
        said.add(message);
        said.add(Message.assistant(answer));
    }
}
