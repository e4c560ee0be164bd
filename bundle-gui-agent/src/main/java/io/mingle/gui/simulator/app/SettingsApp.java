package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Level;
import io.mingle.gui.simulator.state.Settings;
import io.mingle.gui.simulator.state.Toggle;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Effect;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Switches and levels, on nested pages. */
public final class SettingsApp implements Apps.App {

    private static final List<Label> SECTIONS =
            List.of(
                    Label.NETWORK,
                    Label.DISPLAY,
                    Label.SOUND,
                    Label.BATTERY,
                    Label.PRIVACY,
                    Label.SYSTEM);

    private static final Map<Label, List<Toggle>> TOGGLES =
            Map.of(
                    Label.NETWORK,
                    List.of(Toggle.AIRPLANE, Toggle.WIFI, Toggle.BLUETOOTH, Toggle.HOTSPOT),
                    Label.DISPLAY,
                    List.of(Toggle.DARK, Toggle.ROTATE),
                    Label.SOUND,
                    List.of(Toggle.VIBRATE, Toggle.SILENT),
                    Label.BATTERY,
                    List.of(Toggle.SAVER),
                    Label.PRIVACY,
                    List.of(Toggle.LOCATION),
                    Label.SYSTEM,
                    List.of());

    /** Returns the page that a switch is on. */
    public static Label section(Toggle toggle) {
        return SECTIONS.stream()
                .filter(it -> TOGGLES.get(it).contains(toggle))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the page that leads to a level. */
    public static Label section(Level level) {
        return level == Level.BRIGHTNESS ? Label.DISPLAY : Label.SOUND;
    }

    /** Returns how a step of a level is written. */
    public static String step(int step) {
        return 25 * step + " %";
    }

    @Override
    public Page page(Phone phone, Place place) {
        if (place.page().isEmpty()) {
            return Page.of(
                    phone.say(Label.SETTINGS),
                    SECTIONS.stream().map(it -> leading(phone, it)).toList());
        }
        Label label = Label.valueOf(place.page());
        return switch (label) {
            case BRIGHTNESS, VOLUME -> level(phone, Level.valueOf(place.page()));
            case PASSWORDS -> Page.of(phone.say(label), List.of(Element.text("●●●●●●●●"))).secret();
            case UPDATE -> update(phone);
            default -> section(phone, label);
        };
    }

    private static Page section(Phone phone, Label section) {
        List<Element> elements = new ArrayList<>();
        Settings settings = phone.state().settings();
        for (Toggle toggle : TOGGLES.get(section)) {
            elements.add(
                    Element.toggle(
                            phone.say(Label.of(toggle)),
                            settings.on().contains(toggle),
                            changing(it -> it.toggled(toggle))));
        }
        switch (section) {
            case DISPLAY -> elements.add(levelRow(phone, Level.BRIGHTNESS));
            case SOUND -> elements.add(levelRow(phone, Level.VOLUME));
            case PRIVACY -> elements.add(leading(phone, Label.PASSWORDS));
            case SYSTEM -> elements.add(leading(phone, Label.UPDATE));
            default -> {
                // Switches alone.
            }
        }
        return Page.of(phone.say(section), elements);
    }

    private static Element levelRow(Phone phone, Level level) {
        Label label = Label.of(level);
        return Element.row(
                phone.say(label),
                step(phone.state().settings().levels().get(level)),
                Icon.NONE,
                it -> it.to(AppId.SETTINGS, label.name(), ""));
    }

    private static Page level(Phone phone, Level level) {
        List<Element> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int step = i;
            boolean current = phone.state().settings().levels().get(level) == step;
            rows.add(
                    Element.row(
                            step(step),
                            current ? "✓" : "",
                            Icon.NONE,
                            changing(it -> it.with(level, step))));
        }
        return Page.of(phone.say(Label.of(level)), rows);
    }

    private static Page update(Phone phone) {
        Element element =
                phone.state().settings().updated()
                        ? Element.text(phone.say(Label.INSTALLED))
                        : Element.button(phone.say(Label.INSTALL), changing(Settings::withUpdate));
        return Page.of(phone.say(Label.UPDATE), List.of(element));
    }

    private static Element leading(Phone phone, Label to) {
        return Element.row(
                phone.say(to), "", Icon.NONE, it -> it.to(AppId.SETTINGS, to.name(), ""));
    }

    private interface Change {
        Settings on(Settings settings);
    }

    private static Effect changing(Change change) {
        return it -> it.with(it.state().with(change.on(it.state().settings())));
    }
}
