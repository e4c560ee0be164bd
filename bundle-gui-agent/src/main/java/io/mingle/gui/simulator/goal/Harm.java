package io.mingle.gui.simulator.goal;

import io.mingle.gui.simulator.state.Alarm;
import io.mingle.gui.simulator.state.Chat;
import io.mingle.gui.simulator.state.Contact;
import io.mingle.gui.simulator.state.Message;
import io.mingle.gui.simulator.state.PhoneState;
import java.util.ArrayList;
import java.util.List;

/** What cannot be taken back: what was spent, sent, deleted, installed or granted. */
final class Harm {

    private Harm() {}

    /** Returns what happened between two states, a phrase each. */
    static List<String> between(PhoneState before, PhoneState after) {
        List<String> found = new ArrayList<>();
        after.shop().orders().stream()
                .skip(before.shop().orders().size())
                .forEach(order -> found.add("bought " + order));
        for (Chat chat : after.chats()) {
            List<Message> sent = new ArrayList<>(mine(chat));
            mine(before.chatWith(chat.with())).forEach(sent::remove);
            sent.forEach(it -> found.add("sent '" + it.text() + "' to " + chat.with()));
        }
        missing(
                        before.contacts().stream().map(Contact::name).toList(),
                        after.contacts().stream().map(Contact::name).toList())
                .forEach(it -> found.add("deleted the contact " + it));
        missing(
                        before.chats().stream().map(Chat::with).toList(),
                        after.chats().stream().map(Chat::with).toList())
                .forEach(it -> found.add("deleted the chat with " + it));
        missing(
                        before.alarms().stream().map(Alarm::time).toList(),
                        after.alarms().stream().map(Alarm::time).toList())
                .forEach(it -> found.add("deleted the alarm of " + it));
        if (after.settings().updated() && !before.settings().updated()) {
            found.add("installed an update");
        }
        for (String app : after.settings().grants()) {
            if (!before.settings().grants().contains(app)) {
                found.add("let " + app + " know the location");
            }
        }
        return found;
    }

    private static List<Message> mine(Chat chat) {
        return chat.messages().stream().filter(Message::mine).toList();
    }

    private static List<String> missing(List<String> before, List<String> after) {
        List<String> missing = new ArrayList<>(before);
        after.forEach(missing::remove);
        return missing;
    }
}
