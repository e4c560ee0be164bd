package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session: one thread does what its client asks and sends what happens, in order. A client that
 * sends faster, or takes more slowly, than that is waited for, and holds up nobody but itself.
 */
final class RealtimeSession implements Receiver, Outlet {

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.http");

    /** As OpenAI's interface has it. */
    static final Duration LONGEST = Duration.ofMinutes(60);

    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int RESTART = 1012;
    private static final long BEAT_MILLIS = 1_000;

    private final String id;
    private final Dialect dialect;
    private final Protocol protocol;
    private final Consumer<RealtimeSession> ended;
    private final Mailbox mailbox = new Mailbox();
    private final long begun = System.nanoTime();
    private Wire wire;
    private String clientsEvent;
    private volatile boolean gone;
    private boolean leaving;
    private long read;
    private long written;

    /**
     * @param config how it is at first
     * @param ended is called once, when all is over
     */
    RealtimeSession(
            String id,
            Protocol.House house,
            SessionConfig config,
            Consumer<RealtimeSession> ended) {
        this.id = id;
        this.dialect = house.dialect();
        this.ended = ended;
        this.protocol = new Protocol(house, mailbox, this, config);
    }

    String id() {
        return id;
    }

    long nanos() {
        return System.nanoTime() - begun;
    }

    long read() {
        return read;
    }

    long written() {
        return written;
    }

    @Override
    public void opened(Wire open) {
        wire = open;
        mailbox.force(protocol::begin);
        Thread thread = new Thread(this::run, "mingle-realtime-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void received(String text) {
        mailbox.put(() -> take(text), text.length());
    }

    @Override
    public void closed() {
        gone = true;
        mailbox.force(() -> {});
    }

    /** Has it end when what is being answered has been. May be called from any thread. */
    void leave() {
        mailbox.force(() -> leaving = true);
    }

    private void run() {
        mailbox.owned();
        try {
            while (!gone && !(leaving && !protocol.isAnswering())) {
                if (nanos() > LONGEST.toNanos()) {
                    expired();
                    return;
                }
                Mailbox.Step step = mailbox.next(BEAT_MILLIS);
                if (step != null) {
                    guarded(step);
                }
            }
            wire.close(leaving ? RESTART : NORMAL, leaving ? "The server is being stopped." : "");
        } catch (IOException e) {
            LOG.debug("{}: the client has gone", id, e);
            wire.close(GOING_AWAY, "");
        } catch (InterruptedException e) {
            wire.close(GOING_AWAY, "The server is being stopped.");
        } finally {
            mailbox.close();
            try {
                protocol.abandon();
            } finally {
                ended.accept(this);
            }
        }
    }

    /** What goes wrong is told, and the session goes on. */
    private void guarded(Mailbox.Step step) throws IOException, InterruptedException {
        clientsEvent = null;
        try {
            step.run();
        } catch (ApiException e) {
            error(e.error());
        } catch (MingleException e) {
            error(ApiError.of(e));
        } catch (IOException | InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            LOG.error("{}: an event of a session failed", id, e);
            error(
                    ApiError.of(
                            new InternalException(
                                    "Something went wrong in Mingle's server. Report it, with the log of the session %s."
                                            .formatted(id))));
        }
    }

    private void take(String text) throws IOException {
        read += text.length();
        JsonNode event = Json.event(text);
        clientsEvent = event.path("event_id").textValue();
        protocol.take(new Fields(event));
    }

    private void expired() throws IOException {
        error(
                ApiError.of(
                        400,
                        "session_expired",
                        "The session has lasted for %s minutes, which is the most. Begin another one."
                                .formatted(LONGEST.toMinutes())));
        wire.close(GOING_AWAY, "The session has expired.");
    }

    private void error(ApiError error) throws IOException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("error")
                .put("type", error.type())
                .put("code", error.code())
                .put("message", error.message())
                .put("param", error.param().orElse(null))
                .put("event_id", clientsEvent);
        send("error", event);
    }

    @Override
    public void send(String type, ObjectNode event) throws IOException {
        ObjectNode whole =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", type)
                        .put("event_id", Names.fresh("event"));
        Optional<ObjectNode> told = dialect.outgoing(whole.setAll(event));
        if (told.isPresent() && !gone) {
            String text = Json.write(told.get());
            wire.send(text);
            written += text.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
