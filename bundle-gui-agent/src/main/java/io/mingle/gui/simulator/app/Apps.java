package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import java.util.Map;

/** All apps. */
public final class Apps {

    /** What an app is: pages. */
    @FunctionalInterface
    interface App {

        /** Makes the page that a phone shows at a place of this app. */
        Page page(Phone phone, Place place);
    }

    private static final Map<AppId, App> ALL =
            Map.of(
                    AppId.HOME, new HomeApp(),
                    AppId.SETTINGS, new SettingsApp(),
                    AppId.MESSAGES, new MessagesApp(),
                    AppId.CONTACTS, new ContactsApp(),
                    AppId.CLOCK, new ClockApp(),
                    AppId.SHOP, new ShopApp(),
                    AppId.READER, new ReaderApp());

    private Apps() {}

    /** Returns the page that a phone shows. */
    public static Page page(Phone phone) {
        Place place = phone.ui().place();
        return ALL.get(place.app()).page(phone, place);
    }
}
