package io.mingle.core.internal.constraint;

import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * Reads regular expressions in the syntax that ECMAScript and Java share. Where the two differ in
 * what a class holds, one that is written holds what both agree on.
 */
final class RegexReader {

    private static final int LONGEST = 4096;
    private static final int DEEPEST = 50;
    private static final int MOST_TIMES = 100_000;

    private final Languages languages;
    private final String pattern;
    private final Function<BitSet, Language> written;
    private int at;
    private int depth;

    private RegexReader(Languages languages, String pattern, Function<BitSet, Language> written) {
        this.languages = languages;
        this.pattern = pattern;
        this.written = written;
        if (pattern.length() > LONGEST) {
            throw new InvalidRequestException(
                    "A regular expression has %s characters; at most %s are read. Shorten it."
                            .formatted(pattern.length(), LONGEST));
        }
    }

    /** Returns the texts that an expression matches as a whole. */
    static Language whole(Languages languages, String pattern) {
        return new RegexReader(languages, pattern, new Characters(languages)::written)
                .read(languages.empty());
    }

    /**
     * Returns the texts in which an expression matches somewhere, as in JSON schemas.
     *
     * @param written how a character of a set is written
     */
    static Language somewhere(
            Languages languages, String pattern, Function<BitSet, Language> written) {
        Language any = written.apply(Characters.allBut(new BitSet()));
        return new RegexReader(languages, pattern, written)
                .read(languages.times(any, 0, Languages.UNBOUNDED));
    }

    /**
     * @param around what may stand where an alternative has no anchor
     */
    private Language read(Language around) {
        List<Language> alternatives = new ArrayList<>();
        do {
            Language before = take('^') ? languages.empty() : around;
            Language middle = sequence();
            Language after = take('$') ? languages.empty() : around;
            alternatives.add(languages.then(before, languages.then(middle, after)));
        } while (take('|'));
        if (at < pattern.length()) {
            throw refused(
                    peek() == ')'
                            ? "closes a group that was not opened"
                            : "has $ within; it is supported at the end of the whole or of an"
                                    + " alternative only");
        }
        return languages.or(alternatives);
    }

    private Language group() {
        if (++depth > DEEPEST) {
            throw refused("nests groups deeper than " + DEEPEST + " levels");
        }
        if (take('?')) {
            boolean named = at + 1 < pattern.length() && peek() == '<' && isLetter(at + 1);
            if (named) {
                at = pattern.indexOf('>', at);
                if (at < 0) {
                    at = pattern.length();
                    throw refused("has a group whose name does not end");
                }
                at++;
            } else if (!take(':')) {
                throw refused("has look-around or flags, which are not supported");
            }
        }
        List<Language> alternatives = new ArrayList<>();
        do {
            alternatives.add(sequence());
        } while (take('|'));
        if (at < pattern.length() && peek() == '$') {
            throw refused(
                    "has $ within a group; it is supported at the end of the whole or of an"
                            + " alternative only");
        }
        if (!take(')')) {
            throw refused("has a group that is not closed");
        }
        depth--;
        return languages.or(alternatives);
    }

    private boolean isLetter(int index) {
        return Character.isLetter(pattern.charAt(index)) || pattern.charAt(index) == '_';
    }

    private Language sequence() {
        List<Language> row = new ArrayList<>();
        while (at < pattern.length() && "|)$".indexOf(peek()) < 0) {
            row.add(quantified(atom()));
        }
        Language all = languages.empty();
        for (int i = row.size() - 1; i >= 0; i--) {
            all = languages.then(row.get(i), all);
        }
        return all;
    }

    private Language quantified(Language atom) {
        int least;
        int most;
        if (take('*')) {
            least = 0;
            most = Languages.UNBOUNDED;
        } else if (take('+')) {
            least = 1;
            most = Languages.UNBOUNDED;
        } else if (take('?')) {
            least = 0;
            most = 1;
        } else if (take('{')) {
            least = count();
            most = least;
            if (take(',')) {
                most = at < pattern.length() && peek() == '}' ? Languages.UNBOUNDED : count();
            }
            if (!take('}') || most < least) {
                throw refused("has a quantifier that is not like {2}, {2,} or {2,5}");
            }
        } else {
            return atom;
        }
        if (!take('?') && at < pattern.length() && "*+{".indexOf(peek()) >= 0) {
            throw refused("has two quantifiers in a row, or a possessive one");
        }
        return languages.times(atom, least, most);
    }

    private int count() {
        int value = -1;
        while (at < pattern.length() && peek() >= '0' && peek() <= '9') {
            value = 10 * Math.max(0, value) + next() - '0';
            if (value > MOST_TIMES) {
                throw refused("repeats more than " + MOST_TIMES + " times");
            }
        }
        if (value < 0) {
            throw refused("has a brace that begins no quantifier; write \\{ for the character");
        }
        return value;
    }

    private Language atom() {
        if (take('(')) {
            return group();
        }
        return written.apply(characters());
    }

    private BitSet characters() {
        int c = peek();
        if (c == '[') {
            at++;
            return new RegexClass(this).read();
        }
        if (c == '\\') {
            at++;
            return escape();
        }
        if ("*+?{".indexOf(c) >= 0) {
            throw refused("has a quantifier after nothing");
        }
        if (c == '^') {
            throw refused(
                    "has ^ within; it is supported at the beginning of the whole or of an"
                            + " alternative only");
        }
        next();
        return c == '.' ? Characters.allBut(Characters.of("\n\r\u0085\u2028\u2029")) : one(c);
    }

    /** Reads what stands after a backslash. */
    BitSet escape() {
        if (at == pattern.length()) {
            throw refused("ends with a backslash");
        }
        int c = next();
        BitSet named = RegexClass.named(c);
        if (named != null) {
            return named;
        }
        int control = "tnrfv0".indexOf(c);
        if (c == '0' && at < pattern.length() && "0123456789".indexOf(peek()) >= 0) {
            throw refused("has a digit after \\0, which dialects read differently");
        }
        if (control >= 0) {
            return one("\t\n\r\f\u000b\0".charAt(control));
        }
        if (c == 'x') {
            BitSet set = one(hex(at, at + 2));
            at += 2;
            return set;
        }
        if (c == 'u') {
            return unicode();
        }
        if (c < 128 && Character.isLetterOrDigit(c)) {
            at--;
            throw refused("has \\" + Character.toString(c) + ", which is not supported");
        }
        return one(c);
    }

    /** Reads {@code 20ac} or {@code {20ac}}, and a surrogate pair as the character that it is. */
    private BitSet unicode() {
        if (take('{')) {
            int end = pattern.indexOf('}', at);
            BitSet set = one(hex(at, end));
            at = end + 1;
            return set;
        }
        int c = hex(at, at + 4);
        at += 4;
        if (Character.isHighSurrogate((char) c) && pattern.startsWith("\\u", at)) {
            int low = hex(at + 2, at + 6);
            if (Character.isLowSurrogate((char) low)) {
                at += 6;
                return one(Character.toCodePoint((char) c, (char) low));
            }
        }
        return one(c);
    }

    private static BitSet one(int character) {
        return Characters.range(character, character);
    }

    private int hex(int from, int to) {
        try {
            int c = Integer.parseInt(pattern.substring(from, to), 16);
            if (c >= 0 && c <= Character.MAX_CODE_POINT) {
                return c;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            // Said below.
        }
        at = Math.min(from, pattern.length());
        throw refused("has an escape without its hexadecimal digits");
    }

    boolean take(char expected) {
        boolean there = at < pattern.length() && pattern.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    boolean isAtEnd() {
        return at == pattern.length();
    }

    int peek() {
        return pattern.codePointAt(at);
    }

    int next() {
        int c = peek();
        at += Character.charCount(c);
        return c;
    }

    InvalidRequestException refused(String problem) {
        return new InvalidRequestException(
                "The regular expression '%s' %s (at character %s). Leave that out or write it another way."
                        .formatted(
                                pattern.length() > 200 ? pattern.substring(0, 200) + "…" : pattern,
                                problem,
                                at + 1));
    }
}
