package io.mingle.swap.internal;

import java.util.List;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * The services of a bundle, as callers look for them: by interface, and by name where they have
 * one.
 *
 * @param names for example {@code io.mingle.api.skill.Skill echo}
 */
record Services(TreeSet<String> names) {

    static final Services NONE = new Services(new TreeSet<>());

    static Services of(Bundle bundle) {
        TreeSet<String> names = new TreeSet<>();
        for (ServiceReference<?> reference : references(bundle)) {
            Object name = reference.getProperty("name");
            for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                names.add(name instanceof String ? type + " " + name : type);
            }
        }
        return new Services(names);
    }

    static List<ServiceReference<?>> references(Bundle bundle) {
        ServiceReference<?>[] found = bundle.getRegisteredServices();
        return found == null ? List.of() : List.of(found);
    }

    /** Returns what this bundle provides and the other does not. */
    TreeSet<String> without(Services other) {
        TreeSet<String> missing = new TreeSet<>(names);
        missing.removeAll(other.names);
        return missing;
    }
}
