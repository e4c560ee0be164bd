package io.mingle.core.internal.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sequences of bytes of one length that lie between two, in the order of their bytes: digits of
 * numbers, bytes of characters.
 */
final class Between {

    private final Languages languages;
    private final byte least;
    private final byte most;

    /**
     * @param least the smallest byte that may stand anywhere but in the first place
     * @param most the largest
     */
    Between(Languages languages, int least, int most) {
        this.languages = languages;
        this.least = (byte) least;
        this.most = (byte) most;
    }

    /** Returns those from one to another of the same length, both included. */
    Language of(byte[] low, byte[] high) {
        return of(low, high, 0);
    }

    private Language of(byte[] low, byte[] high, int at) {
        if (at == low.length) {
            return languages.empty();
        }
        int from = low[at] & 0xFF;
        int to = high[at] & 0xFF;
        if (from == to) {
            return languages.then(one(from, to), of(low, high, at + 1));
        }
        List<Language> parts = new ArrayList<>();
        if (!restIs(low, at + 1, least)) {
            parts.add(languages.then(one(from, from), of(low, filled(high, at, most), at + 1)));
            from++;
        }
        if (!restIs(high, at + 1, most)) {
            parts.add(languages.then(one(to, to), of(filled(low, at, least), high, at + 1)));
            to--;
        }
        if (from <= to) {
            int rest = low.length - at - 1;
            Language any = languages.times(one(least & 0xFF, most & 0xFF), rest, rest);
            parts.add(languages.then(one(from, to), any));
        }
        return languages.or(parts);
    }

    private Language one(int from, int to) {
        return languages.bytes(ByteSet.of(from, to));
    }

    private static boolean restIs(byte[] bytes, int from, byte value) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != value) {
                return false;
            }
        }
        return true;
    }

    /** Returns a copy with all after a place set to a value. */
    private static byte[] filled(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        Arrays.fill(copy, at + 1, copy.length, value);
        return copy;
    }
}
