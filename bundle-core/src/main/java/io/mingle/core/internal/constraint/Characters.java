package io.mingle.core.internal.constraint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Sets of characters, as they are written in UTF-8. */
final class Characters {

    private static final int COUNT = 0x110000;

    /** Where the number of bytes changes, and around what is no character. */
    private static final int[] BOUNDS = {0, 0x80, 0x800, 0xD800, 0xE000, 0x10000, COUNT};

    private final Languages languages;
    private final Between between;

    Characters(Languages languages) {
        this.languages = languages;
        this.between = new Between(languages, 0x80, 0xBF);
    }

    /** Returns a set of the characters from one to another, both included. */
    static BitSet range(int from, int to) {
        BitSet set = new BitSet();
        set.set(from, to + 1);
        return set;
    }

    /** Returns a set of all characters of a text. */
    static BitSet of(String text) {
        BitSet set = new BitSet();
        text.codePoints().forEach(set::set);
        return set;
    }

    /** Returns a set of all characters but those of another. */
    static BitSet allBut(BitSet set) {
        BitSet rest = (BitSet) set.clone();
        rest.flip(0, COUNT);
        return rest;
    }

    /** Returns one character of a set, without surrogates. */
    Language written(BitSet set) {
        List<Language> parts = new ArrayList<>();
        for (int from = set.nextSetBit(0); from >= 0; ) {
            int to = set.nextClearBit(from);
            for (int i = 0; i + 1 < BOUNDS.length; i++) {
                int low = Math.max(from, BOUNDS[i]);
                int high = Math.min(to, BOUNDS[i + 1]) - 1;
                if (low <= high && BOUNDS[i] != 0xD800) {
                    parts.add(between.of(utf8(low), utf8(high)));
                }
            }
            from = set.nextSetBit(to);
        }
        return languages.or(parts);
    }

    private static byte[] utf8(int character) {
        return Character.toString(character).getBytes(StandardCharsets.UTF_8);
    }
}
