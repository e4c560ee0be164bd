package io.mingle.core.internal.constraint;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rules of which no text is finite: an object, say, that has to contain one of its kind. */
final class Productivity {

    private final Collection<Rule> rules;
    private final Set<Rule> finite = new HashSet<>();
    private Map<Language, Boolean> seen = new HashMap<>();

    Productivity(Collection<Rule> rules) {
        this.rules = rules;
    }

    /** Returns the names of the rules that have no text, in the order of the rules. */
    Set<String> unfulfillable() {
        boolean changed = true;
        while (changed) {
            seen = new HashMap<>();
            changed = false;
            for (Rule rule : rules) {
                changed |= !finite.contains(rule) && isFinite(rule.body()) && finite.add(rule);
            }
        }
        return rules.stream()
                .filter(rule -> !finite.contains(rule))
                .map(Rule::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isFinite(Language language) {
        Boolean before = seen.get(language);
        if (before == null) {
            before = look(language);
            seen.put(language, before);
        }
        return before;
    }

    /** A long text is a chain of as many parts, of which each costs a turn and not a call. */
    private boolean look(Language language) {
        Language rest = language;
        while (rest.shape() instanceof Shape.Then both) {
            if (!isFinite(both.first())) {
                return false;
            }
            rest = both.rest();
        }
        return lookAtEnd(rest.shape());
    }

    private boolean lookAtEnd(Shape shape) {
        if (shape instanceof Shape.Or or) {
            return or.of().stream().anyMatch(this::isFinite);
        }
        if (shape instanceof Shape.Times times) {
            return times.least() == 0 || isFinite(times.body());
        }
        if (shape instanceof Shape.Call call) {
            // What is not read from the schema has texts.
            return !rules.contains(call.rule()) || finite.contains(call.rule());
        }
        return !(shape instanceof Shape.Never);
    }
}
