package io.mingle.gui.simulator.goal;

import static io.mingle.gui.simulator.goal.Templates.asking;
import static io.mingle.gui.simulator.goal.Templates.changing;
import static io.mingle.gui.simulator.goal.Templates.impossible;
import static io.mingle.gui.simulator.goal.Templates.one;
import static io.mingle.gui.simulator.goal.Templates.plain;
import static io.mingle.gui.simulator.goal.Templates.say;
import static io.mingle.gui.simulator.goal.Templates.tap;

import io.mingle.gui.simulator.state.Chat;
import io.mingle.gui.simulator.state.Contact;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Message;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.state.Words;
import io.mingle.gui.simulator.ui.AppId;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Goals with messages and contacts. */
final class PeopleGoals {

    static final List<Templates.Template> ALL =
            List.of(
                    PeopleGoals::send,
                    PeopleGoals::send,
                    PeopleGoals::firstMessage,
                    plain(PeopleGoals::lastMessage),
                    plain(PeopleGoals::deleteChat),
                    plain(PeopleGoals::number),
                    PeopleGoals::newContact,
                    plain(PeopleGoals::deleteContact),
                    PeopleGoals::stranger);

    private PeopleGoals() {}

    private static Draft send(Random random, PhoneState state, Words words) {
        Chat chat = one(random, state.chats());
        String text = one(random, words.wanted());
        return changing(
                "send",
                say(state, "Send %s the message: %s", "给%s发消息：%s", chat.with(), text),
                sent(chat.with(), text),
                AppId.MESSAGES,
                new Move.Tap(chat.with()),
                tap(state, Label.MESSAGE),
                new Move.Type(text),
                tap(state, Label.SEND));
    }

    private static Draft firstMessage(Random random, PhoneState state, Words words) {
        List<String> silent =
                state.contacts().stream()
                        .map(Contact::name)
                        .filter(it -> state.chatWith(it).messages().isEmpty())
                        .toList();
        String name = one(random, silent);
        String text = one(random, words.wanted());
        return changing(
                "first message",
                say(state, "Write to %s for the first time: %s", "第一次给%s写信息：%s", name, text),
                sent(name, text),
                AppId.CONTACTS,
                new Move.Tap(name),
                tap(state, Label.MESSAGE),
                tap(state, Label.MESSAGE),
                new Move.Type(text),
                tap(state, Label.SEND));
    }

    private static Check sent(String name, String text) {
        return (before, after, answer) ->
                after.chatWith(name).messages().stream()
                                .filter(new Message(true, text)::equals)
                                .count()
                        == before.chatWith(name).messages().stream()
                                        .filter(new Message(true, text)::equals)
                                        .count()
                                + 1;
    }

    private static Draft lastMessage(Random random, PhoneState state) {
        Chat chat = one(random, state.chats());
        String last = chat.messages().get(chat.messages().size() - 1).text();
        return asking(
                "last message",
                say(
                        state,
                        "What is the last message in the chat with %s?",
                        "和%s的最后一条消息是什么？",
                        chat.with()),
                last,
                AppId.MESSAGES,
                new Move.Find(chat.with()));
    }

    private static Draft deleteChat(Random random, PhoneState state) {
        Chat chat = one(random, state.chats());
        return changing(
                "delete chat",
                say(state, "Delete the chat with %s.", "删除和%s的聊天。", chat.with()),
                (before, after, answer) -> after.chatWith(chat.with()).messages().isEmpty(),
                AppId.MESSAGES,
                new Move.Hold(chat.with()),
                tap(state, Label.DELETE));
    }

    private static Draft number(Random random, PhoneState state) {
        Contact contact = one(random, state.contacts());
        return asking(
                "number",
                say(state, "What is the number of %s?", "%s的电话号码是多少？", contact.name()),
                contact.number(),
                AppId.CONTACTS,
                new Move.Tap(contact.name()));
    }

    private static Draft newContact(Random random, PhoneState state, Words words) {
        String name = newName(random, state, words);
        String number = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
        return changing(
                "new contact",
                say(state, "Add the contact %s, number %s.", "添加联系人%s，号码%s。", name, number),
                (before, after, answer) -> after.contacts().contains(new Contact(name, number)),
                AppId.CONTACTS,
                tap(state, Label.NEW_CONTACT),
                tap(state, Label.NAME),
                new Move.Type(name),
                tap(state, Label.NUMBER),
                new Move.Type(number),
                tap(state, Label.SAVE));
    }

    private static Draft deleteContact(Random random, PhoneState state) {
        Contact contact = one(random, state.contacts());
        return changing(
                "delete contact",
                say(state, "Delete the contact %s.", "删除联系人%s。", contact.name()),
                (before, after, answer) -> !after.contacts().contains(contact),
                AppId.CONTACTS,
                new Move.Tap(contact.name()),
                tap(state, Label.DELETE),
                tap(state, Label.DELETE));
    }

    private static Draft stranger(Random random, PhoneState state, Words words) {
        String name = newName(random, state, words);
        List<Contact> contacts = state.contacts();
        return impossible(
                "stranger",
                say(state, "What is the number of %s?", "%s的电话号码是多少？", name),
                AppId.CONTACTS,
                new Move.Find(contacts.get(contacts.size() - 1).name()));
    }

    private static String newName(Random random, PhoneState state, Words words) {
        List<String> known = state.contacts().stream().map(Contact::name).toList();
        return one(random, words.names().stream().filter(it -> !known.contains(it)).toList());
    }
}
