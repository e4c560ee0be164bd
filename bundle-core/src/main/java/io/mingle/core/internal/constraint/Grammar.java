package io.mingle.core.internal.constraint;

import io.mingle.api.error.InvalidRequestException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A constraint in the terms of a vocabulary: which tokens may follow each text, and what the text
 * has become with each. Both are found when they are asked for and kept, within bounds: what an
 * answer has come to before costs a look-up.
 *
 * <p>For one thread at a time.
 */
final class Grammar {

    /** The most that one step of an answer may take: some tenths of a second. */
    private static final long OPERATIONS = 2_000_000;

    private static final int MOST_LANGUAGES = 200_000;
    private static final int MOST_STATES = 20_000;
    private static final long MOST_MASK_BYTES = 16 << 20;

    private final Languages languages;
    private final Language start;
    private final VocabularyTrie vocabulary;
    private final int end;
    private final ByteClasses classes;
    private final Map<Language, State> states = new HashMap<>();
    private long maskBytes;

    /** A language, and what has been found out about it. */
    private final class State {
        private final Language language;
        private final State[] next = new State[classes.representatives().size()];

        /** Whether characters are counted here. */
        private final boolean counted;

        /** How many have to follow then. */
        private final int needed;

        /** Whether the next byte begins one. */
        private final boolean begins;

        private NextTokens allowed;

        State(Language language) {
            this.language = language;
            Optional<Shape.AtMost> count =
                    Languages.bound(language).filter(it -> it.most() == Languages.UNBOUNDED);
            counted = count.isPresent();
            needed = count.map(languages::shortest).orElse(0);
            begins = count.filter(it -> it.begun() == languages.empty()).isPresent();
        }

        boolean isDead() {
            return language == languages.never();
        }

        State after(int value) {
            int number = classes.of(value);
            if (next[number] == null) {
                next[number] = state(languages.derive(language, value));
            }
            return next[number];
        }
    }

    /**
     * @param languages those that the start was built with
     * @param start what answers have to be
     * @param end the token that ends an answer
     */
    Grammar(Languages languages, Language start, VocabularyTrie vocabulary, int end) {
        this.languages = languages;
        this.start = start;
        this.vocabulary = vocabulary;
        this.end = end;
        this.classes = languages.classes();
    }

    /** Returns what answers have to be. */
    Language start() {
        return start;
    }

    /**
     * Returns the tokens that may come next.
     *
     * @param at what may follow the text so far
     * @return a bit for each id; not to be changed
     * @throws InvalidRequestException if none may, or there are too many ways
     */
    long[] allowed(Language at) {
        if (isFull()) {
            states.clear();
            languages.forget();
            maskBytes = 0;
        }
        languages.allow(OPERATIONS);
        Language begins = languages.beginning(at, vocabulary.deepest());
        int most = Languages.bound(begins).map(Shape.AtMost::most).orElse(Languages.UNBOUNDED);
        State state = state(languages.withoutBound(begins));
        if (state.allowed == null) {
            state.allowed = find(state);
            maskBytes += state.allowed.bytes();
        }
        return state.allowed.within(most);
    }

    private boolean isFull() {
        return languages.size() > MOST_LANGUAGES
                || states.size() > MOST_STATES
                || maskBytes > MOST_MASK_BYTES;
    }

    private NextTokens find(State start) {
        NextTokens.Builder tokens = new NextTokens.Builder(Math.max(vocabulary.size(), end + 1));
        boolean some = start.language.nullable();
        if (some) {
            tokens.add(end, 0);
        }
        State[] path = new State[vocabulary.deepest() + 1];
        int[] begun = new int[path.length];
        path[0] = start;
        for (int node = 0; node < vocabulary.nodes(); ) {
            int depth = vocabulary.depth(node);
            State next = path[depth].after(vocabulary.value(node));
            if (next.isDead()) {
                node = vocabulary.after(node);
            } else {
                path[depth + 1] = next;
                boolean one = path[depth].begins && next.counted;
                begun[depth + 1] = begun[depth] + (one ? 1 : 0);
                vocabulary.add(node, begun[depth + 1] + next.needed, tokens);
                some = true;
                node++;
            }
        }
        if (!some) {
            throw new InvalidRequestException(
                    "The constraint leaves no token to go on with: the model's vocabulary cannot"
                            + " write what it demands. Change the constraint.");
        }
        return tokens.build();
    }

    /**
     * Returns what may follow once some bytes have come as well.
     *
     * @param at what may follow the text so far
     * @param token the bytes of a token that may come next
     */
    Language after(Language at, byte[] token) {
        languages.allow(OPERATIONS);
        State state = state(at);
        for (byte value : token) {
            state = state.after(value & 0xFF);
        }
        return state.language;
    }

    private State state(Language language) {
        return states.computeIfAbsent(language, State::new);
    }
}
