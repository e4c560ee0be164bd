package io.mingle.remote.internal.pool;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.CancelledException;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Failures;
import io.mingle.remote.internal.wire.Limits;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.RemoteFailure.Sign;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;
import io.mingle.remote.internal.wire.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks at an endpoint from time to time, on a thread of its own: asks which models it has. One
 * that fails twice is ill, and is looked at further.
 */
public final class Health implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long LARGEST = 1 << 20;
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int MOST_NAMED = 5;
    private static final int LONGEST_NAME = 80;

    private final Endpoint endpoint;
    private final Abort abort = new Abort();
    private final Thread thread;
    private boolean closed;
    private boolean asked;

    /** Begins to look, at once. */
    public Health(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.thread = new Thread(this::run, "remote-health-" + endpoint.target().name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Looks at it soon, before it is time. */
    public synchronized void look() {
        asked = true;
        notifyAll();
    }

    private void run() {
        try {
            while (!isClosed()) {
                lookNow();
                rest();
            }
        } catch (InterruptedException | CancelledException e) {
            // Nobody wants to know any more.
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void rest() throws InterruptedException {
        Duration pause = endpoint.isDoubtful() ? AGAIN : endpoint.target().period();
        long end = System.nanoTime() + pause.toNanos();
        for (long left; !asked && !closed && (left = end - System.nanoTime()) > 0; ) {
            wait(left / 1_000_000 + 1);
        }
        asked = false;
    }

    private void lookNow() {
        Target target = endpoint.target();
        Limits limits = new Limits(target.limits().connect(), LIMIT, LIMIT, LARGEST);
        try (Reply reply = endpoint.send(Request.get("/models"), limits, abort)) {
            List<String> models = models(reply.json());
            if (models.isEmpty()) {
                endpoint.ill(target, "%s has no model now.".formatted(target.title()));
            } else if (!target.model().isEmpty() && !models.contains(target.model())) {
                endpoint.ill(
                        target,
                        "%s has no model '%s'. It has %s."
                                .formatted(target.title(), target.model(), named(models)));
            } else {
                endpoint.well(target, models.get(0));
            }
        } catch (RemoteFailure e) {
            if (e.sign() == Sign.CROWDED) {
                endpoint.crowded(target);
            } else if (!isClosed()) {
                endpoint.ill(target, e.getMessage());
            }
        }
    }

    private static List<String> models(JsonNode list) {
        List<String> models = new ArrayList<>();
        for (JsonNode each : list.path("data")) {
            String id = each.path("id").asText();
            if (!id.isBlank()) {
                models.add(id);
            }
        }
        return models;
    }

    private static String named(List<String> models) {
        return models.stream()
                .limit(MOST_NAMED)
                .map(it -> "'" + Failures.line(it, LONGEST_NAME) + "'")
                .collect(Collectors.joining(", "));
    }

    /** Ends it; a look that is under way ends, too. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        abort.run();
        thread.interrupt();
    }
}
