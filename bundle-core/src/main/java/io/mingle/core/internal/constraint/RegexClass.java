package io.mingle.core.internal.constraint;

import java.util.BitSet;

/** Reads a class of characters in brackets. */
final class RegexClass {

    private static final BitSet DIGITS = Characters.range('0', '9');
    private static final BitSet WORD = word();
    private static final BitSet SPACES = Characters.of(" \t\n\u000b\f\r");

    /** What some dialect takes for white space. */
    private static final BitSet ALL_SPACES = allSpaces();

    private final RegexReader reader;
    private boolean negated;

    RegexClass(RegexReader reader) {
        this.reader = reader;
    }

    private static BitSet word() {
        BitSet word = Characters.range('a', 'z');
        word.or(Characters.range('A', 'Z'));
        word.or(DIGITS);
        word.set('_');
        return word;
    }

    private static BitSet allSpaces() {
        BitSet all = Characters.of("\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff");
        all.or(SPACES);
        all.or(Characters.range(0x2000, 0x200a));
        return all;
    }

    /** Returns the class that a letter after a backslash stands for; null if for none. */
    static BitSet named(int letter) {
        return switch (letter) {
            case 'd' -> DIGITS;
            case 'D' -> Characters.allBut(DIGITS);
            case 'w' -> WORD;
            case 'W' -> Characters.allBut(WORD);
            case 's' -> SPACES;
            case 'S' -> Characters.allBut(ALL_SPACES);
            default -> null;
        };
    }

    /** Reads what stands after the opening bracket. */
    BitSet read() {
        negated = reader.take('^');
        BitSet set = new BitSet();
        do {
            BitSet low = one();
            if (reader.take('-')) {
                if (!reader.isAtEnd() && reader.peek() == ']') {
                    low = (BitSet) low.clone();
                    low.set('-');
                } else {
                    BitSet high = one();
                    if (low.cardinality() != 1
                            || high.cardinality() != 1
                            || low.length() > high.length()) {
                        throw reader.refused("has a range in brackets that is not like a-z");
                    }
                    low = Characters.range(low.length() - 1, high.length() - 1);
                }
            }
            set.or(low);
        } while (!reader.take(']'));
        return negated ? Characters.allBut(set) : set;
    }

    private BitSet one() {
        if (reader.isAtEnd()) {
            throw reader.refused("has a bracket that is not closed");
        }
        if (reader.take('\\')) {
            if (negated && reader.take('s')) {
                return ALL_SPACES;
            }
            if (negated && reader.take('S')) {
                return Characters.allBut(SPACES);
            }
            if (reader.take('b')) {
                return Characters.range('\b', '\b');
            }
            return reader.take('-') ? Characters.range('-', '-') : reader.escape();
        }
        if (reader.peek() == '[' || reader.peek() == ']' || reader.peek() == '&') {
            throw reader.refused(
                    "has [, ] or & in brackets, which dialects read differently; write them with a"
                            + " backslash");
        }
        int c = reader.next();
        return Characters.range(c, c);
    }
}
