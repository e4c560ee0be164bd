package io.mingle.core.internal.constraint;

import io.mingle.api.error.InvalidRequestException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds rules of which no text is finite: an object, say, that has to contain one of its kind. */
final class Productivity {

    private final Collection<Rule> rules;
    private final Set<Rule> finite = new HashSet<>();
    private Map<Language, Boolean> seen = new HashMap<>();

    Productivity(Collection<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Checks that all rules have texts.
     *
     * @throws InvalidRequestException if one has none
     */
    void require() {
        boolean changed = true;
        while (changed) {
            seen = new HashMap<>();
            changed = false;
            for (Rule rule : rules) {
                changed |= !finite.contains(rule) && isFinite(rule.body()) && finite.add(rule);
            }
        }
        for (Rule rule : rules) {
            if (!finite.contains(rule)) {
                throw new InvalidRequestException(
                        "Nothing finite is valid under the JSON schema at %s: it demands itself, or what cannot be written. Make a property optional or allow null."
                                .formatted(rule.name()));
            }
        }
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
