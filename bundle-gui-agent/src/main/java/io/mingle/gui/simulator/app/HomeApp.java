package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import java.util.ArrayList;
import java.util.List;

/** The home screen, with some icons, and the drawer, with all. */
final class HomeApp implements Apps.App {

    private static final String DRAWER = "drawer";
    private static final int ON_HOME = 4;

    @Override
    public Page page(Phone phone, Place place) {
        List<AppId> icons = phone.ui().icons();
        if (place.page().equals(DRAWER)) {
            return Page.of(phone.say(Label.APPS), tiles(phone, icons));
        }
        List<Element> shown = new ArrayList<>(tiles(phone, icons.subList(0, ON_HOME)));
        shown.add(
                Element.tile(
                        Icon.APPS, phone.say(Label.APPS), it -> it.to(AppId.HOME, DRAWER, "")));
        return Page.of("", shown);
    }

    private static List<Element> tiles(Phone phone, List<AppId> icons) {
        return icons.stream()
                .map(
                        app ->
                                Element.tile(
                                        app.icon(),
                                        app.name(phone.state().language()),
                                        it -> it.open(app)))
                .toList();
    }
}
