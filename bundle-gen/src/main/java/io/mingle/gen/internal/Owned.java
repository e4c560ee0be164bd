package io.mingle.gen.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a request holds, and gives back at its end: the last thing first. */
final class Owned implements AutoCloseable {

    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T thing) {
        held.push(thing);
        return thing;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                RuntimeException failure =
                        e instanceof RuntimeException known ? known : new IllegalStateException(e);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
