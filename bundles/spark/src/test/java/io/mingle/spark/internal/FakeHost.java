package io.mingle.spark.internal;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;

/** Stands in for the host that an executor loads: repeats what it was given, and who it was. */
final class FakeHost implements Function<Map<String, Object>, Iterator<Object[]>>, AutoCloseable {

    private final Function<Object[], String> outcome;
    private volatile Map<String, String> settings = Map.of();
    private volatile boolean closed = true;

    private FakeHost(Function<Object[], String> outcome) {
        this.outcome = outcome;
    }

    /**
     * Takes the place of the host in this JVM until it is closed.
     *
     * @param outcome returns the fields that are added to a line of a number, an object and bytes
     */
    static FakeHost use(Function<Object[], String> outcome) {
        FakeHost host = new FakeHost(outcome);
        JvmHost.slot().set(host);
        return host;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Iterator<Object[]> apply(Map<String, Object> call) {
        settings = (Map<String, String>) call.get("settings");
        closed = false;
        return new Repeating((Iterator<Object[]>) call.get("lines"));
    }

    /** Returns what the last task told. */
    Map<String, String> settings() {
        return settings;
    }

    /** Tells whether the last task has ended in good order. */
    boolean isLeft() {
        return closed;
    }

    @Override
    public void close() {
        JvmHost.slot().set(null);
    }

    private final class Repeating implements Iterator<Object[]>, AutoCloseable {

        private final Iterator<Object[]> lines;

        Repeating(Iterator<Object[]> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public Object[] next() {
            Object[] line = lines.next();
            String json = (String) line[1];
            String added = outcome.apply(line);
            String begun = json.substring(0, json.length() - 1) + (json.length() > 2 ? "," : "");
            return new Object[] {begun + added + "}", added.startsWith("\"error\""), 1500L};
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
