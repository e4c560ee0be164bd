package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.state.Contact;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import java.util.List;

/** People and their numbers. */
final class ContactsApp implements Apps.App {

    private static final String PERSON = "person";
    private static final String NEW = "new";

    @Override
    public Page page(Phone phone, Place place) {
        return switch (place.page()) {
            case PERSON -> person(phone, place.argument());
            case NEW -> editor(phone);
            default -> list(phone);
        };
    }

    private static Page list(Phone phone) {
        List<Element> rows =
                phone.state().contacts().stream()
                        .map(
                                contact ->
                                        Element.row(
                                                contact.name(),
                                                "",
                                                Icon.CONTACTS,
                                                it ->
                                                        it.to(
                                                                AppId.CONTACTS,
                                                                PERSON,
                                                                contact.name())))
                        .toList();
        return Page.of(phone.say(Label.CONTACTS), rows)
                .with(
                        Element.corner(
                                Icon.PLUS,
                                phone.say(Label.NEW_CONTACT),
                                it -> it.to(AppId.CONTACTS, NEW, "")));
    }

    private static Page person(Phone phone, String name) {
        List<Contact> found =
                phone.state().contacts().stream().filter(it -> it.name().equals(name)).toList();
        if (found.isEmpty()) {
            return Page.of(name, List.of(Element.text(phone.say(Label.EMPTY))));
        }
        Contact contact = found.get(0);
        return Page.of(
                name,
                List.of(
                        Element.text(contact.number()),
                        Element.button(
                                phone.say(Label.MESSAGE),
                                it -> it.to(AppId.MESSAGES, MessagesApp.CHAT, name)),
                        Element.button(
                                phone.say(Label.DELETE),
                                it -> it.askingToDelete(name, its -> without(its, contact)))));
    }

    private static Phone without(Phone phone, Contact contact) {
        PhoneState state = phone.state();
        return phone.with(state.withContacts(PhoneState.without(state.contacts(), contact))).back();
    }

    private static Page editor(Phone phone) {
        String name = phone.say(Label.NAME);
        String number = phone.say(Label.NUMBER);
        return Page.of(
                phone.say(Label.NEW_CONTACT),
                List.of(
                        Element.field(phone, name),
                        Element.field(phone, number),
                        Element.button(
                                phone.say(Label.SAVE),
                                it ->
                                        saved(
                                                it,
                                                new Contact(
                                                        it.ui().draft(name).strip(),
                                                        it.ui().draft(number).strip())))));
    }

    private static Phone saved(Phone phone, Contact contact) {
        if (contact.name().isEmpty() || contact.number().isEmpty()) {
            return phone;
        }
        PhoneState state = phone.state();
        return phone.with(state.withContacts(PhoneState.plus(state.contacts(), contact))).back();
    }
}
