package io.mingle.decode;

import io.mingle.tensor.Tensor;

/** Pages that lie in one tensor, one behind the other, each with the number of its holders. */
final class Segment {

    private final Tensor tensor;
    private final int[] holders;
    private int used;

    Segment(Tensor tensor, int pages) {
        this.tensor = tensor;
        this.holders = new int[pages];
    }

    /** Returns keys and values of all pages, [2 · layers, 1, heads, pages · rows, size]. */
    Tensor tensor() {
        return tensor;
    }

    int pages() {
        return holders.length;
    }

    boolean isUnused() {
        return used == 0;
    }

    /** Returns how many free pages lie in a row from this one on. */
    int freeFrom(int page) {
        int end = page;
        while (end < holders.length && holders[end] == 0) {
            end++;
        }
        return end - page;
    }

    boolean isShared(int page) {
        return holders[page] > 1;
    }

    void hold(int page) {
        if (holders[page]++ == 0) {
            used++;
        }
    }

    void release(int page) {
        if (--holders[page] == 0) {
            used--;
        }
    }
}
