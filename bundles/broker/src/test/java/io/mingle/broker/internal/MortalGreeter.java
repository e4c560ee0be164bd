package io.mingle.broker.internal;

import java.util.concurrent.atomic.AtomicInteger;

/** Answers as long as it lives; a call that it does not survive fails, as in a real component. */
final class MortalGreeter implements Greeter {

    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean dead;

    @Override
    public String greet() {
        check();
        int call = calls.incrementAndGet();
        for (int i = 0; i < 3 && call % 5 == 0; i++) {
            Thread.yield();
            check();
        }
        check();
        return "hello";
    }

    void die() {
        dead = true;
    }

    private void check() {
        if (dead) {
            throw new IllegalStateException("called after its provider had been torn down");
        }
    }
}
