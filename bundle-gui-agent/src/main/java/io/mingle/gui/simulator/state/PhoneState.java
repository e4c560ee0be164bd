package io.mingle.gui.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a phone holds, whatever it shows. Goals are checked on this.
 *
 * @param language of all texts
 * @param settings what the settings app changes
 * @param contacts people
 * @param chats what was written, one for each person
 * @param alarms when it rings
 * @param shop what can be bought and was
 * @param articles what can be read
 */
public record PhoneState(
        Language language,
        Settings settings,
        List<Contact> contacts,
        List<Chat> chats,
        List<Alarm> alarms,
        Shop shop,
        List<Article> articles) {

    /** Copies the lists. */
    public PhoneState {
        contacts = List.copyOf(contacts);
        chats = List.copyOf(chats);
        alarms = List.copyOf(alarms);
        articles = List.copyOf(articles);
    }

    /** Returns it with other settings. */
    public PhoneState with(Settings its) {
        return new PhoneState(language, its, contacts, chats, alarms, shop, articles);
    }

    /** Returns it with another shop. */
    public PhoneState with(Shop its) {
        return new PhoneState(language, settings, contacts, chats, alarms, its, articles);
    }

    /** Returns it with other contacts. */
    public PhoneState withContacts(List<Contact> its) {
        return new PhoneState(language, settings, its, chats, alarms, shop, articles);
    }

    /** Returns it with other chats. */
    public PhoneState withChats(List<Chat> its) {
        return new PhoneState(language, settings, contacts, its, alarms, shop, articles);
    }

    /** Returns it with other alarms. */
    public PhoneState withAlarms(List<Alarm> its) {
        return new PhoneState(language, settings, contacts, chats, its, shop, articles);
    }

    /** Returns it with other articles. */
    public PhoneState withArticles(List<Article> its) {
        return new PhoneState(language, settings, contacts, chats, alarms, shop, its);
    }

    /** Returns a list with one member changed. */
    public static <T> List<T> changed(List<T> list, T member, UnaryOperator<T> change) {
        return list.stream().map(it -> it.equals(member) ? change.apply(it) : it).toList();
    }

    /** Returns a list without a member. */
    public static <T> List<T> without(List<T> list, T member) {
        return list.stream().filter(it -> !it.equals(member)).toList();
    }

    /** Returns a list with one more member. */
    public static <T> List<T> plus(List<T> list, T member) {
        List<T> more = new ArrayList<>(list);
        more.add(member);
        return more;
    }

    /** Returns the chat with somebody; an empty one if there is none. */
    public Chat chatWith(String name) {
        return chats.stream()
                .filter(it -> it.with().equals(name))
                .findFirst()
                .orElse(new Chat(name, List.of()));
    }

    /** Returns it after a message was sent to somebody. */
    public PhoneState sent(String name, String text) {
        return written(name, new Message(true, text));
    }

    /** Returns it after a message came from somebody. */
    public PhoneState received(String name, String text) {
        return written(name, new Message(false, text));
    }

    private PhoneState written(String name, Message message) {
        Chat chat = chatWith(name);
        Chat longer = chat.plus(message);
        return withChats(
                chats.contains(chat) ? changed(chats, chat, it -> longer) : plus(chats, longer));
    }
}
