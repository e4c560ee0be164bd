package io.mingle.api.event;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;

/**
 * Keeps events for the one subscriber and gives it as many as it asked for.
 *
 * <p>One thread delivers at a time; a second one that comes meanwhile leaves its work to the first.
 * So signals are serial, a subscriber may call {@code request} from within {@code onNext}, and no
 * signal is sent while the lock is held.
 */
final class EventQueue {

    private final Object lock = new Object();
    private final Queue<Event> events = new ArrayDeque<>();
    private Flow.Subscriber<? super Event> subscriber;
    private Runnable onCancel;
    private long demand;
    private boolean last;
    private boolean delivering;
    private boolean closed;
    private Throwable misuse;

    void add(Event event) {
        synchronized (lock) {
            if (!closed) {
                events.add(event);
            }
        }
    }

    void addLast(Event event) {
        synchronized (lock) {
            add(event);
            last = true;
        }
    }

    void subscribe(Flow.Subscriber<? super Event> newcomer, Runnable cancel) {
        boolean first;
        synchronized (lock) {
            first = subscriber == null;
            if (first) {
                subscriber = newcomer;
                onCancel = cancel;
                delivering = true;
            }
        }
        if (!first) {
            refuse(newcomer);
            return;
        }
        try {
            newcomer.onSubscribe(new Demand());
        } catch (RuntimeException | Error e) {
            misused(e);
        } finally {
            synchronized (lock) {
                delivering = false;
            }
        }
        deliver();
    }

    /** Gives the subscriber what it asked for and is there, unless another thread is doing so. */
    void deliver() {
        while (true) {
            Event event;
            Throwable problem;
            synchronized (lock) {
                if (subscriber == null || delivering || closed && misuse == null) {
                    return;
                }
                problem = misuse;
                misuse = null;
                event = problem == null && demand > 0 ? events.poll() : null;
                boolean complete = problem == null && event == null && last && events.isEmpty();
                if (problem == null && event == null && !complete) {
                    return;
                }
                if (event == null) {
                    closed = true;
                } else if (demand != Long.MAX_VALUE) {
                    demand--;
                }
                delivering = true;
            }
            try {
                signal(event, problem);
            } catch (RuntimeException | Error e) {
                misused(e);
            } finally {
                synchronized (lock) {
                    delivering = false;
                }
            }
        }
    }

    private static void refuse(Flow.Subscriber<? super Event> newcomer) {
        newcomer.onSubscribe(new Nothing());
        newcomer.onError(
                new IllegalStateException(
                        "A second subscriber came to a generation that has one. Ask again, or pass"
                                + " the events on from the first."));
    }

    private void signal(Event event, Throwable problem) {
        if (problem != null) {
            subscriber.onError(problem);
        } else if (event != null) {
            subscriber.onNext(event);
        } else {
            subscriber.onComplete();
        }
    }

    /** The subscriber broke the rules: it hears so once, gets nothing more, and the work stops. */
    private void misused(Throwable problem) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            events.clear();
            misuse = problem;
        }
        onCancel.run();
    }

    private final class Demand implements Flow.Subscription {

        @Override
        public void request(long n) {
            if (n <= 0) {
                misused(
                        new IllegalArgumentException(
                                n + " events were requested. Request one or more."));
            } else {
                synchronized (lock) {
                    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                }
            }
            deliver();
        }

        @Override
        public void cancel() {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                closed = true;
                events.clear();
            }
            onCancel.run();
        }
    }

    private static final class Nothing implements Flow.Subscription {

        @Override
        public void request(long n) {
            // There is nothing to ask for.
        }

        @Override
        public void cancel() {
            // There is nothing to cancel.
        }
    }
}
