package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.state.Alarm;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Effect;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import io.mingle.gui.simulator.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Alarms with switches; a long touch of one asks whether to delete it. */
final class ClockApp implements Apps.App {

    private static final String NEW = "new";
    private static final String PICK = "pick";
    private static final int MINUTES = 5;

    @Override
    public Page page(Phone phone, Place place) {
        return switch (place.page()) {
            case NEW -> editor(phone, place.argument());
            case PICK -> picker(phone, place.argument());
            default -> list(phone);
        };
    }

    private static Page list(Phone phone) {
        List<Element> rows =
                phone.state().alarms().stream()
                        .map(
                                alarm ->
                                        Element.toggle(alarm.time(), alarm.on(), turning(alarm))
                                                .held(
                                                        it ->
                                                                it.askingToDelete(
                                                                        alarm.time(),
                                                                        deleting(alarm))))
                        .toList();
        return Page.of(phone.say(Label.CLOCK), rows)
                .with(
                        Element.corner(
                                Icon.PLUS,
                                phone.say(Label.NEW_ALARM),
                                it -> it.to(AppId.CLOCK, NEW, "12:00")));
    }

    private static Effect turning(Alarm alarm) {
        return it -> {
            PhoneState state = it.state();
            Alarm turned = new Alarm(alarm.hour(), alarm.minute(), !alarm.on());
            return it.with(
                    state.withAlarms(PhoneState.changed(state.alarms(), alarm, its -> turned)));
        };
    }

    private static Effect deleting(Alarm alarm) {
        return it -> it.with(it.state().withAlarms(PhoneState.without(it.state().alarms(), alarm)));
    }

    /** The place's argument is the time that is set so far. */
    private static Page editor(Phone phone, String time) {
        String hour = time.substring(0, 2);
        String minute = time.substring(3);
        return Page.of(
                phone.say(Label.NEW_ALARM),
                List.of(
                        Element.row(
                                phone.say(Label.HOUR),
                                hour,
                                Icon.NONE,
                                it -> it.to(AppId.CLOCK, PICK, "h" + time)),
                        Element.row(
                                phone.say(Label.MINUTE),
                                minute,
                                Icon.NONE,
                                it -> it.to(AppId.CLOCK, PICK, "m" + time)),
                        Element.button(
                                phone.say(Label.SAVE),
                                it ->
                                        saved(
                                                it,
                                                new Alarm(
                                                        Integer.parseInt(hour),
                                                        Integer.parseInt(minute),
                                                        true)))));
    }

    private static Phone saved(Phone phone, Alarm alarm) {
        PhoneState state = phone.state();
        return phone.with(state.withAlarms(PhoneState.plus(state.alarms(), alarm))).back();
    }

    private static Page picker(Phone phone, String argument) {
        boolean hours = argument.startsWith("h");
        String time = argument.substring(1);
        List<Element> rows = new ArrayList<>();
        for (int i = 0; i < (hours ? 24 : 60); i += hours ? 1 : MINUTES) {
            String value = String.format(Locale.ROOT, "%02d", i);
            String set = hours ? value + time.substring(2) : time.substring(0, 3) + value;
            rows.add(Element.row(value, "", Icon.NONE, it -> picked(it, set)));
        }
        return Page.of(phone.say(hours ? Label.HOUR : Label.MINUTE), rows);
    }

    /** Goes back to the editor, which has the new time. */
    private static Phone picked(Phone phone, String time) {
        Ui list = phone.ui().back().back();
        return phone.with(list.to(new Place(AppId.CLOCK, NEW, time)));
    }
}
