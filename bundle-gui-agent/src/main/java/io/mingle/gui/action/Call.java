package io.mingle.gui.action;

import java.util.Locale;
import java.util.Map;

/**
 * A verb with arguments, as written, before anybody asks what it means.
 *
 * @param verb folded: lower case, letters and digits alone; empty if there is none
 * @param arguments values by folded names; those without a name are called by their place, from 0.
 *     A value is a String, BigDecimal, List or Map
 */
record Call(String verb, Map<String, Object> arguments) {

    /** Returns a name without what writers differ in: case, width, underscores, hyphens, spaces. */
    static String fold(String name) {
        StringBuilder folded = new StringBuilder();
        name.chars()
                .map(c -> ValueReader.fold((char) c))
                .filter(Character::isLetterOrDigit)
                .forEach(c -> folded.append((char) c));
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    /** Returns the first argument that is there, or null. */
    Object any(String... names) {
        for (String name : names) {
            Object value = arguments.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Returns the first of these arguments as a text, or null. */
    String text(String... names) {
        Object value = any(names);
        return value == null ? null : value.toString();
    }
}
