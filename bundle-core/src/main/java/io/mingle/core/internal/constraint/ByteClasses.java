package io.mingle.core.internal.constraint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bytes that no set of some tells apart are one class, so that what follows is found once. */
final class ByteClasses {

    private final int[] classes = new int[256];
    private final List<Integer> representatives = new ArrayList<>();

    ByteClasses(Collection<ByteSet> sets) {
        for (ByteSet set : sets) {
            Map<Integer, Integer> split = new HashMap<>();
            int[] before = classes.clone();
            for (int value = 0; value < 256; value++) {
                int key = 2 * before[value] + (set.contains(value) ? 1 : 0);
                Integer number = split.get(key);
                if (number == null) {
                    number = split.size();
                    split.put(key, number);
                }
                classes[value] = number;
            }
        }
        for (int value = 0; value < 256; value++) {
            if (classes[value] == representatives.size()) {
                representatives.add(value);
            }
        }
    }

    /** Returns the class of a byte, 0 to 255. */
    int of(int value) {
        return classes[value];
    }

    /** Returns a byte of each class, in their order. */
    List<Integer> representatives() {
        return representatives;
    }
}
