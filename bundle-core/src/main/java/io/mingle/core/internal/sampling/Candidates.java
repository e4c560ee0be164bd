package io.mingle.core.internal.sampling;

/**
 * Takes the likeliest tokens off a heap, one after the other, so that the rest need not be sorted.
 * Equal logits come in the order of their ids. For one thread; the buffer is used again.
 */
final class Candidates {

    private long[] heap = new long[0];
    private int size;

    /** Takes in all tokens with a logit above negative infinity. */
    void fill(float[] logits, int limit) {
        if (heap.length < limit) {
            heap = new long[limit];
        }
        size = 0;
        for (int id = 0; id < limit; id++) {
            if (logits[id] > Float.NEGATIVE_INFINITY) {
                heap[size++] = key(logits[id], id);
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the likeliest token that is left. */
    int peek() {
        return (int) heap[0];
    }

    /** Removes the likeliest token and returns it. */
    int pop() {
        int id = (int) heap[0];
        heap[0] = heap[--size];
        sink(0);
        return id;
    }

    /** Smaller for larger logits, then for smaller ids. */
    private static long key(float logit, int id) {
        int bits = Float.floatToIntBits(logit + 0f);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << 32 | id;
    }

    private void sink(int start) {
        int at = start;
        long key = heap[at];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (key <= heap[child]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }
}
