package io.mingle.core.internal.constraint;

import io.mingle.api.error.InvalidRequestException;
import java.util.HashMap;
import java.util.Map;

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
    private static final long MOST_MASK_BYTES = 8 << 20;

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
        private long[] allowed;

        State(Language language) {
            this.language = language;
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
        State state = state(languages.beginning(at, vocabulary.deepest()));
        if (state.allowed == null) {
            state.allowed = find(state);
            maskBytes += 8L * state.allowed.length;
        }
        return state.allowed;
    }

    private boolean isFull() {
        return languages.size() > MOST_LANGUAGES
                || states.size() > MOST_STATES
                || maskBytes > MOST_MASK_BYTES;
    }

    private long[] find(State start) {
        long[] bits = new long[(Math.max(vocabulary.size(), end + 1) + 63) / 64];
        boolean some = start.language.nullable();
        if (some) {
            bits[end >> 6] |= 1L << end;
        }
        State[] path = new State[vocabulary.deepest() + 1];
        path[0] = start;
        for (int node = 0; node < vocabulary.nodes(); ) {
            int depth = vocabulary.depth(node);
            State next = path[depth].after(vocabulary.value(node));
            if (next.isDead()) {
                node = vocabulary.after(node);
            } else {
                path[depth + 1] = next;
                vocabulary.mark(node, bits);
                some = true;
                node++;
            }
        }
        if (!some) {
            throw new InvalidRequestException(
                    "The constraint leaves no token to go on with: the model's vocabulary cannot"
                            + " write what it demands. Change the constraint.");
        }
        return bits;
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
