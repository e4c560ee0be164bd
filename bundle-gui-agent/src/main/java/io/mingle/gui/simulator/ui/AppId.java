package io.mingle.gui.simulator.ui;

import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Language;
import java.util.List;
import java.util.Optional;

/** The apps of a phone. */
public enum AppId {
    /** The home screen and the app drawer. */
    HOME,
    SETTINGS,
    MESSAGES,
    CONTACTS,
    CLOCK,
    SHOP,
    READER;

    /** Those with an icon. */
    public static final List<AppId> WITH_ICONS =
            List.of(SETTINGS, MESSAGES, CONTACTS, CLOCK, SHOP, READER);

    /** Returns its name as it stands below its icon. */
    public String name(Language language) {
        return Label.valueOf(name()).in(language);
    }

    /** Finds an app by its name in any language. */
    public static Optional<AppId> named(String name) {
        return WITH_ICONS.stream()
                .filter(
                        it ->
                                it.name(Language.EN).equalsIgnoreCase(name.strip())
                                        || it.name(Language.ZH).equals(name.strip()))
                .findFirst();
    }

    /** Returns what is drawn for it. */
    public Icon icon() {
        return Icon.valueOf(name());
    }
}
