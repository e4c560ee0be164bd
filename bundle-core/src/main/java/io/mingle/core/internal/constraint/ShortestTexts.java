package io.mingle.core.internal.constraint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds how many characters a text has to have at least, for what counts them and has no bound:
 * what is found is good for every bound.
 */
final class ShortestTexts {

    private final Languages languages;
    private final Map<Language, Integer> known = new HashMap<>();

    ShortestTexts(Languages languages) {
        this.languages = languages;
    }

    void forget() {
        known.clear();
    }

    /**
     * Looks for the shortest text, nearest first: a byte that begins a character is one farther
     * away, others are not. All on the way to it are known afterwards.
     *
     * @param start a {@link Shape.AtMost} without a bound
     */
    int characters(Language start) {
        Integer before = known.get(start);
        if (before != null) {
            return before;
        }
        Map<Language, Integer> distances = new HashMap<>(Map.of(start, 0));
        Map<Language, Language> from = new HashMap<>();
        Deque<Language> queue = new ArrayDeque<>();
        queue.add(start);
        int shortest = Languages.UNBOUNDED;
        Language last = start;
        for (Language at; (at = queue.poll()) != null && distances.get(at) < shortest; ) {
            int distance = distances.get(at);
            Integer rest = at.nullable() ? Integer.valueOf(0) : known.get(at);
            if (rest != null) {
                if (distance + rest < shortest) {
                    shortest = distance + rest;
                    last = at;
                }
                continue;
            }
            int step = begins(at) ? 1 : 0;
            for (int value : languages.classes().representatives()) {
                Language next = languages.derive(at, value);
                if (next != languages.never()
                        && distance + step < distances.getOrDefault(next, Languages.UNBOUNDED)) {
                    distances.put(next, distance + step);
                    from.put(next, at);
                    if (step == 0) {
                        queue.addFirst(next);
                    } else {
                        queue.addLast(next);
                    }
                }
            }
        }
        for (Language at = last; at != null; at = from.get(at)) {
            known.put(at, shortest - distances.get(at));
        }
        return shortest;
    }

    private boolean begins(Language language) {
        return language.shape() instanceof Shape.AtMost some && some.begun() == languages.empty();
    }
}
