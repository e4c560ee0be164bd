package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.state.Chat;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Effect;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import java.util.ArrayList;
import java.util.List;

/** Chats. A long touch of one asks whether to delete it. */
final class MessagesApp implements Apps.App {

    static final String CHAT = "chat";

    @Override
    public Page page(Phone phone, Place place) {
        return place.page().equals(CHAT) ? chat(phone, place.argument()) : list(phone);
    }

    private static Page list(Phone phone) {
        List<Element> rows = new ArrayList<>();
        for (Chat chat : phone.state().chats()) {
            String last = chat.messages().get(chat.messages().size() - 1).text();
            rows.add(
                    Element.row(
                                    chat.with(),
                                    last,
                                    Icon.CONTACTS,
                                    it -> it.to(AppId.MESSAGES, CHAT, chat.with()))
                            .held(it -> it.askingToDelete(chat.with(), deleting(chat.with()))));
        }
        if (rows.isEmpty()) {
            rows.add(Element.text(phone.say(Label.EMPTY)));
        }
        return Page.of(phone.say(Label.MESSAGES), rows);
    }

    private static Effect deleting(String with) {
        return it -> {
            PhoneState state = it.state();
            return it.with(
                    state.withChats(PhoneState.without(state.chats(), state.chatWith(with))));
        };
    }

    /** The newest message stands on top, so that it is seen at once. */
    private static Page chat(Phone phone, String with) {
        List<Element> elements = new ArrayList<>();
        String label = phone.say(Label.MESSAGE);
        elements.add(Element.field(phone, label));
        elements.add(
                Element.button(
                        phone.say(Label.SEND),
                        it -> {
                            String text = it.ui().draft(label).strip();
                            return text.isEmpty()
                                    ? it
                                    : it.with(it.state().sent(with, text))
                                            .with(it.ui().withDraft(label, "").withFocus(""));
                        }));
        List<Element> bubbles =
                phone.state().chatWith(with).messages().stream()
                        .map(
                                it ->
                                        Element.of(
                                                it.mine() ? Element.Role.MINE : Element.Role.THEIRS,
                                                it.text()))
                        .toList();
        for (int i = bubbles.size() - 1; i >= 0; i--) {
            elements.add(bubbles.get(i));
        }
        return Page.of(with, elements);
    }
}
