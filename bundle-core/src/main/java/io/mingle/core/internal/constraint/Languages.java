package io.mingle.core.internal.constraint;

import io.mingle.api.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Builds languages and takes their derivatives: what may follow a byte (Brzozowski, "Derivatives of
 * Regular Expressions", 1964). A count is not unrolled and a rule not expanded before a text has
 * come to it, so a language costs what is written of it.
 *
 * <p>Every way from a language on leads to a text of it, none into a dead end: what has no text is
 * {@link #never}, always. For an intersection that is looked for, for all others it follows from
 * how they are built.
 *
 * <p>For one thread at a time. All work draws on a budget, which is given for one piece of work at
 * a time.
 */
final class Languages {

    static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int MOST_ALTERNATIVES = 5000;

    private final ByteSet alphabet;
    private final Map<Shape, Language> known = new HashMap<>();
    private final Map<Language, Boolean> live = new HashMap<>();
    private final ShortestTexts shortest = new ShortestTexts(this);
    private final Set<ByteSet> sets = new LinkedHashSet<>();
    private final Language empty = new Language(new Shape.Empty(), true, 0);
    private final Language never = new Language(new Shape.Never(), false, 1);
    private ByteClasses classes;
    private int setsInClasses = -1;
    private int alternativesKept;
    private int numbers = 2;
    private long budget;

    /**
     * @param alphabet the bytes that can be written, whatever stands before; others occur in no
     *     text
     */
    Languages(ByteSet alphabet) {
        this.alphabet = alphabet;
    }

    /** Sets how many operations may be done from now on. */
    void allow(long operations) {
        budget = operations;
    }

    /** Counts what is kept: languages and their alternatives. */
    int size() {
        return known.size() + alternativesKept;
    }

    /** Forgets what has been built; it goes on to be usable. */
    void forget() {
        known.clear();
        alternativesKept = 0;
        live.clear();
        shortest.forget();
    }

    Language empty() {
        return empty;
    }

    Language never() {
        return never;
    }

    /** Returns one byte of a set. */
    Language bytes(ByteSet set) {
        ByteSet written = set.and(alphabet);
        if (written.isEmpty()) {
            return never;
        }
        sets.add(written);
        return make(new Shape.Bytes(written), false);
    }

    /** Returns one text; nothing writes one with half of a surrogate pair. */
    Language text(String text) {
        if (text.codePoints().anyMatch(it -> Character.getType(it) == Character.SURROGATE)) {
            return never;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Language all = empty;
        for (int i = bytes.length - 1; i >= 0; i--) {
            all = then(bytes(ByteSet.of(bytes[i] & 0xFF)), all);
        }
        return all;
    }

    Language then(Language first, Language second, Language third, Language... more) {
        Language rest = empty;
        for (int i = more.length - 1; i >= 0; i--) {
            rest = then(more[i], rest);
        }
        return then(first, then(second, then(third, rest)));
    }

    Language then(Language first, Language rest) {
        if (first == never || rest == never) {
            return never;
        }
        if (first == empty) {
            return rest;
        }
        if (rest == empty) {
            return first;
        }
        List<Language> row = new ArrayList<>();
        Language last = first;
        for (; last.shape() instanceof Shape.Then both; last = both.rest()) {
            row.add(both.first());
        }
        Language all = pair(last, rest);
        for (int i = row.size() - 1; i >= 0; i--) {
            all = pair(row.get(i), all);
        }
        return all;
    }

    private Language pair(Language first, Language rest) {
        return make(new Shape.Then(first, rest), first.nullable() && rest.nullable());
    }

    Language or(Language one, Language other) {
        return one == other || other == never
                ? one
                : one == never ? other : or(List.of(one, other));
    }

    Language or(Collection<Language> alternatives) {
        Set<Language> distinct = new HashSet<>();
        ByteSet single = ByteSet.NONE;
        for (Language alternative : alternatives) {
            List<Language> flat =
                    alternative.shape() instanceof Shape.Or or ? or.of() : List.of(alternative);
            for (Language each : flat) {
                if (each.shape() instanceof Shape.Bytes bytes) {
                    single = single.or(bytes.set());
                } else if (each != never) {
                    distinct.add(each);
                }
            }
        }
        if (!single.isEmpty()) {
            distinct.add(make(new Shape.Bytes(single), false));
        }
        if (distinct.size() < 2) {
            return distinct.isEmpty() ? never : distinct.iterator().next();
        }
        if (distinct.size() > MOST_ALTERNATIVES) {
            throw tooComplex();
        }
        budget -= distinct.size();
        alternativesKept += distinct.size();
        List<Language> sorted = new ArrayList<>(distinct);
        sorted.sort(Comparator.comparingInt(Language::number));
        return make(
                new Shape.Or(List.copyOf(sorted)), sorted.stream().anyMatch(Language::nullable));
    }

    Language optional(Language body) {
        return or(body, empty);
    }

    Language times(Language body, int least, int most) {
        if (most == 0 || body == empty || body == never) {
            return least == 0 || body == empty ? empty : never;
        }
        if (least == 1 && most == 1) {
            return body;
        }
        return make(new Shape.Times(body, least, most), least == 0 || body.nullable());
    }

    /**
     * Returns the texts of a language that have so many characters at most.
     *
     * @param body consists of characters
     * @param character none begins another, and none begins as what is put behind the result
     */
    Language atMost(Language body, Language character, int most) {
        return most == UNBOUNDED ? body : atMost(body, character, empty, most);
    }

    private Language atMost(Language body, Language character, Language begun, int most) {
        if (body == never || begun == never) {
            return never;
        }
        Language counted =
                make(new Shape.AtMost(body, character, begun, UNBOUNDED), body.nullable());
        if (most == UNBOUNDED) {
            return counted;
        }
        return shortest.characters(counted) > most
                ? never
                : make(new Shape.AtMost(body, character, begun, most), body.nullable());
    }

    /** Returns how a language begins whose texts have some characters at most there. */
    static Optional<Shape.AtMost> bound(Language language) {
        Language first = language.shape() instanceof Shape.Then both ? both.first() : language;
        return first.shape() instanceof Shape.AtMost bound ? Optional.of(bound) : Optional.empty();
    }

    /**
     * Returns a language which has such a {@link #bound} without it; its characters are counted.
     */
    Language withoutBound(Language language) {
        return bound(language)
                .map(
                        it -> {
                            Language counted =
                                    atMost(it.body(), it.character(), it.begun(), UNBOUNDED);
                            return language.shape() instanceof Shape.Then both
                                    ? then(counted, both.rest())
                                    : counted;
                        })
                .orElse(language);
    }

    /** Returns how many characters the shortest text of a language has. */
    int shortest(Shape.AtMost counted) {
        return shortest.characters(
                atMost(counted.body(), counted.character(), counted.begun(), UNBOUNDED));
    }

    Language not(Language body) {
        return body.shape() instanceof Shape.Not not
                ? not.body()
                : make(new Shape.Not(body), !body.nullable());
    }

    Language call(Rule rule) {
        return make(new Shape.Call(rule), false);
    }

    /** Returns the texts of both; those are looked for. */
    Language and(Language one, Language two) {
        Language both = unchecked(one, two);
        return both.shape() instanceof Shape.And && !isLive(both) ? never : both;
    }

    private Language unchecked(Language one, Language two) {
        if (one == never || two == never) {
            return never;
        }
        if (one == two || isAll(two)) {
            return one;
        }
        if (isAll(one)) {
            return two;
        }
        if (one == empty || two == empty) {
            return one.nullable() && two.nullable() ? empty : never;
        }
        return make(new Shape.And(one, two), one.nullable() && two.nullable());
    }

    private boolean isAll(Language language) {
        return language.shape() instanceof Shape.Not not && not.body() == never;
    }

    /** Looks for the shortest text of an intersection; all on the way to it are live. */
    private boolean isLive(Language start) {
        Boolean before = live.get(start);
        if (before != null) {
            return before;
        }
        Map<Language, Language> from = new HashMap<>();
        from.put(start, start);
        Queue<Language> queue = new ArrayDeque<>(List.of(start));
        for (Language at; (at = queue.poll()) != null; ) {
            if (at.nullable() || live.getOrDefault(at, false)) {
                for (Language each = at; each != start; each = from.get(each)) {
                    live.put(each, true);
                }
                live.put(start, true);
                return true;
            }
            if (!(at.shape() instanceof Shape.And and)) {
                // One of the two has become all texts, and what is left has some.
                live.put(start, true);
                return true;
            }
            for (int first : classes().representatives()) {
                Language next = unchecked(derive(and.one(), first), derive(and.two(), first));
                if (next != never && from.putIfAbsent(next, at) == null) {
                    queue.add(next);
                }
            }
        }
        from.keySet().forEach(each -> live.put(each, false));
        return false;
    }

    /** Returns which bytes the sets so far tell apart. */
    ByteClasses classes() {
        if (setsInClasses != sets.size()) {
            classes = new ByteClasses(sets);
            setsInClasses = sets.size();
        }
        return classes;
    }

    /** Returns what may follow a byte. */
    Language derive(Language language, int value) {
        if (--budget < 0) {
            throw tooComplex();
        }
        Shape shape = language.shape();
        if (shape instanceof Shape.Bytes bytes) {
            return bytes.set().contains(value) ? empty : never;
        }
        if (shape instanceof Shape.Then both) {
            Language after = then(derive(both.first(), value), both.rest());
            return both.first().nullable() ? or(after, derive(both.rest(), value)) : after;
        }
        if (shape instanceof Shape.Or or) {
            List<Language> after = new ArrayList<>();
            for (Language each : or.of()) {
                Language next = derive(each, value);
                if (next != never) {
                    after.add(next);
                }
            }
            return after.size() == 1 ? after.get(0) : or(after);
        }
        if (shape instanceof Shape.Times times) {
            int most = times.most() == UNBOUNDED ? UNBOUNDED : times.most() - 1;
            return then(
                    derive(times.body(), value),
                    times(times.body(), Math.max(0, times.least() - 1), most));
        }
        if (shape instanceof Shape.AtMost some) {
            return derive(some, value);
        }
        if (shape instanceof Shape.And both) {
            return and(derive(both.one(), value), derive(both.two(), value));
        }
        if (shape instanceof Shape.Not not) {
            return not(derive(not.body(), value));
        }
        if (shape instanceof Shape.Call call) {
            return derive(call.rule().body(), value);
        }
        return never;
    }

    private Language derive(Shape.AtMost some, int value) {
        boolean begins = some.begun() == empty;
        if (begins && some.most() == 0) {
            return never;
        }
        Language body = derive(some.body(), value);
        if (body == never) {
            return never;
        }
        Language begun = derive(begins ? some.character() : some.begun(), value);
        int most = begins && some.most() != UNBOUNDED ? some.most() - 1 : some.most();
        return atMost(body, some.character(), begun, most);
    }

    /**
     * Returns a language that begins with the same texts of up to so many bytes. Counts that these
     * cannot exhaust are made alike, so that a long text of a bounded length does not come to
     * another language with each character. Intersections keep theirs, and what has a bound on its
     * characters keeps how many it needs: whether a text of these can be completed depends on that.
     *
     * @param bytes how long the beginnings are
     */
    Language beginning(Language language, int bytes) {
        return beginning(language, bytes, bytes, 4);
    }

    /**
     * @param least to what counts of what has to be there are lowered
     * @param most from where on counts of what may be there are none
     */
    private Language beginning(Language language, int least, int most, int parts) {
        Shape shape = language.shape();
        if (shape instanceof Shape.Then both && parts > 0) {
            return then(
                    beginning(both.first(), least, most, 1),
                    beginning(both.rest(), least, most, parts - 1));
        }
        if (shape instanceof Shape.Times times && !times.body().nullable()) {
            return times(
                    times.body(),
                    Math.min(times.least(), least),
                    times.most() >= most ? UNBOUNDED : times.most());
        }
        if (shape instanceof Shape.AtMost some && parts > 0) {
            Language body =
                    beginning(some.body(), UNBOUNDED, Math.min(most, some.most()), parts - 1);
            return atMost(body, some.character(), some.begun(), some.most());
        }
        return language;
    }

    private Language make(Shape shape, boolean nullable) {
        if (--budget < 0) {
            throw tooComplex();
        }
        return known.computeIfAbsent(shape, it -> new Language(it, nullable, numbers++));
    }

    private static InvalidRequestException tooComplex() {
        return new InvalidRequestException(
                "The constraint is too complex: there are too many ways in which the answer could"
                        + " go on fulfilling it. Simplify it; nested repetitions such as (a?){1000}"
                        + " and long lists of alternatives that begin alike are the dearest.");
    }
}
