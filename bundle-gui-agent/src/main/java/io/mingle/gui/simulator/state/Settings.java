package io.mingle.gui.simulator.state;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the settings app changes.
 *
 * @param on what is on
 * @param levels the step of each level, 0 to 4
 * @param grants the apps that may know the location
 * @param updated whether the system update is installed
 */
public record Settings(
        Set<Toggle> on, Map<Level, Integer> levels, Set<String> grants, boolean updated) {

    /** Copies what may change. */
    public Settings {
        on = Set.copyOf(on);
        levels = Map.copyOf(levels);
        grants = Set.copyOf(grants);
    }

    /** Returns these with one thing the other way round. */
    public Settings toggled(Toggle toggle) {
        Set<Toggle> changed = EnumSet.noneOf(Toggle.class);
        changed.addAll(on);
        if (!changed.remove(toggle)) {
            changed.add(toggle);
        }
        return new Settings(changed, levels, grants, updated);
    }

    /** Returns these with another step of a level. */
    public Settings with(Level level, int step) {
        Map<Level, Integer> changed = new EnumMap<>(levels);
        changed.put(level, step);
        return new Settings(on, changed, grants, updated);
    }

    /** Returns these with one more app that may know the location. */
    public Settings granting(String app) {
        Set<String> changed = new TreeSet<>(grants);
        changed.add(app);
        return new Settings(on, levels, changed, updated);
    }

    /** Returns these after the update. */
    public Settings withUpdate() {
        return new Settings(on, levels, grants, true);
    }
}
