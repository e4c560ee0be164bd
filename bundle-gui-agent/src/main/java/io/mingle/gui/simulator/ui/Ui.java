package io.mingle.gui.simulator.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a phone shows.
 *
 * @param icons the apps in the order of the home screen
 * @param stack where somebody came from, the current place last; never empty
 * @param scroll how many pixels the page is scrolled
 * @param focus the label of the field that is written in; empty for none
 * @param drafts what has been written into the fields of this place, by their labels
 * @param dialog what lies over everything
 * @param banner what lies over the top
 * @param tick how many actions there have been
 * @param coming what will happen by itself, in order
 */
public record Ui(
        List<AppId> icons,
        List<Place> stack,
        int scroll,
        String focus,
        Map<String, String> drafts,
        Optional<Dialog> dialog,
        Optional<Banner> banner,
        int tick,
        List<Interruption> coming) {

    /** Copies what may change. */
    public Ui {
        icons = List.copyOf(icons);
        stack = List.copyOf(stack);
        drafts = Map.copyOf(drafts);
        coming = List.copyOf(coming);
    }

    /** Makes that of a phone that was just switched on. */
    public static Ui start(List<AppId> icons, List<Interruption> coming) {
        return new Ui(
                icons,
                List.of(Place.HOME),
                0,
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                coming);
    }

    /** Returns where somebody is. */
    public Place place() {
        return stack.get(stack.size() - 1);
    }

    /** Returns what has been written into a field. */
    public String draft(String label) {
        return drafts.getOrDefault(label, "");
    }

    /** Returns it with another way to the current place. What was written is gone. */
    public Ui at(List<Place> way) {
        return new Ui(icons, way, 0, "", Map.of(), dialog, banner, tick, coming);
    }

    /** Returns it one place further. */
    public Ui to(Place place) {
        List<Place> longer = new ArrayList<>(stack);
        longer.add(place);
        return at(longer);
    }

    /** Returns it one place back; the home screen stays. */
    public Ui back() {
        return at(stack.size() > 1 ? stack.subList(0, stack.size() - 1) : stack);
    }

    /** Returns it scrolled to another position. */
    public Ui withScroll(int pixels) {
        return new Ui(icons, stack, pixels, focus, drafts, dialog, banner, tick, coming);
    }

    /** Returns it with another field in focus. */
    public Ui withFocus(String label) {
        return new Ui(icons, stack, scroll, label, drafts, dialog, banner, tick, coming);
    }

    /** Returns it with another content of a field. */
    public Ui withDraft(String label, String text) {
        Map<String, String> changed = new HashMap<>(drafts);
        changed.put(label, text);
        return new Ui(icons, stack, 0, focus, changed, dialog, banner, tick, coming);
    }

    /** Returns it with another dialog, or none for null. */
    public Ui withDialog(Dialog its) {
        return new Ui(
                icons,
                stack,
                scroll,
                focus,
                drafts,
                Optional.ofNullable(its),
                banner,
                tick,
                coming);
    }

    /** Returns it with another banner, or none for null. */
    public Ui withBanner(Banner its) {
        return new Ui(
                icons,
                stack,
                scroll,
                focus,
                drafts,
                dialog,
                Optional.ofNullable(its),
                tick,
                coming);
    }

    /** Returns it after another action. */
    public Ui later(List<Interruption> left) {
        Optional<Banner> still = banner.filter(it -> it.until() > tick + 1);
        return new Ui(icons, stack, scroll, focus, drafts, dialog, still, tick + 1, left);
    }
}
