package io.mingle.http.internal.realtime;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Models;
import io.mingle.http.internal.access.Caller;
import io.mingle.http.internal.ask.Asker;
import io.mingle.http.internal.sound.LeasedModel;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/realtime}: spoken dialogue by WebSocket. A session counts as a request until it ends.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/v1/realtime")
public final class RealtimeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.http");

    /** What browsers, which cannot set headers, send a key as. */
    private static final String KEY_PROTOCOL = "openai-insecure-api-key.";

    private static final String PROTOCOL = "realtime";
    private static final String BETA = "realtime=v1";
    private static final String BETA_PROTOCOL = "openai-beta.realtime-v1";

    /** The most bytes of a message, unless bodies may have fewer: about two minutes of sound. */
    private static final long LARGEST = 8L << 20;

    /** As long as {@link Admission} waits for those who are inside. */
    private static final Duration DRAIN = Duration.ofSeconds(25);

    private final transient Admission admission;
    private final transient Broker broker;
    private final transient Models models;
    private final transient Set<RealtimeSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Activate
    public RealtimeServlet(@Reference Admission admission, @Reference Broker broker) {
        this.admission = admission;
        this.broker = broker;
        this.models = new Models(broker);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long begun = System.nanoTime();
        Exchange exchange = admission.exchange(request, response);
        exchange.name();
        Caller caller = Caller.ANYBODY;
        ApiError error;
        try {
            List<String> offered = protocols(request);
            caller = admission.enter(request, authorization(request, offered));
            exchange.caller(caller);
            open(exchange, caller, request, offered);
            return;
        } catch (ApiException e) {
            error = e.error();
        } catch (MingleException e) {
            error = ApiError.of(e);
        } catch (LinkageError | IllegalStateException e) {
            error =
                    ApiError.of(
                            501,
                            "not-implemented",
                            "This server is not one that can open WebSockets for Mingle; it takes"
                                    + " Jetty 12, as Felix HTTP has it.");
        } catch (IOException e) {
            // The client has gone before it was connected.
            error = ApiError.of(499, "client-gone", "The client has gone.");
        } catch (RuntimeException | Error e) {
            LOG.error("{}: a session could not be opened", exchange.id(), e);
            error =
                    ApiError.of(
                            new InternalException(
                                    "Something went wrong in Mingle's server. Report it, with the log of the request %s."
                                            .formatted(exchange.id())));
        }
        caller.close();
        exchange.ended(error);
        try {
            exchange.fail(error);
        } finally {
            admission.ended(exchange.end(System.nanoTime() - begun));
        }
    }

    private void open(
            Exchange exchange, Caller caller, HttpServletRequest request, List<String> offered)
            throws IOException {
        if (!request.getMethod().equals("GET")) {
            throw new ApiException(
                    ApiError.of(405, "method-not-allowed", "Connect with GET, as a WebSocket."));
        }
        if (closed) {
            throw new SkillUnavailableException("The server is being stopped. Try again.");
        }
        Asker.admit(exchange);
        boolean transcribes = "transcription".equals(request.getParameter("intent"));
        ConfigReader reader = reader(exchange);
        RealtimeSession session =
                new RealtimeSession(
                        exchange.id(),
                        house(exchange, request, offered, reader),
                        config(
                                exchange,
                                reader,
                                model(exchange, request, transcribes),
                                transcribes),
                        ended -> ended(exchange, caller, ended));
        sessions.add(session);
        if (closed) {
            session.leave();
        }
        int largest = (int) Math.min(LARGEST, exchange.settings().largestRequest());
        Optional<String> protocol = offered.stream().filter(PROTOCOL::equals).findFirst();
        try {
            Upgrade.upgrade(request, protocol, session, largest);
        } catch (IOException | RuntimeException | Error e) {
            sessions.remove(session);
            throw e;
        }
    }

    private Protocol.House house(
            Exchange exchange,
            HttpServletRequest request,
            List<String> offered,
            ConfigReader reader) {
        String header = request.getHeader("OpenAI-Beta");
        boolean beta =
                header != null && header.contains(BETA)
                        || offered.contains(BETA_PROTOCOL)
                        || "beta".equals(request.getParameter("dialect"));
        return new Protocol.House(
                model(exchange),
                exchange.lenient(),
                beta ? Dialect.BETA : Dialect.CURRENT,
                reader,
                exchange::mediaOfEvent,
                exchange.load());
    }

    private LeasedModel model(Exchange exchange) {
        return new LeasedModel(broker, Duration.ofMillis(exchange.settings().patienceMillis()));
    }

    private ConfigReader reader(Exchange exchange) {
        return new ConfigReader(
                exchange.lenient(),
                exchange.settings().answerTokens(),
                exchange.caller()::mayCall,
                model(exchange)::voices);
    }

    /** A session that only writes down names the model of that, which is this one. */
    private String model(Exchange exchange, HttpServletRequest request, boolean transcribes) {
        String asked = request.getParameter("model");
        if (asked == null && !transcribes && !exchange.lenient()) {
            throw ApiException.invalid(
                    "model", "'model' is missing. Connect to /v1/realtime?model=NAME.");
        }
        return asked == null
                ? models.name().orElse("")
                : models.check(asked, exchange.lenient() || transcribes).orElse(asked);
    }

    private static SessionConfig config(
            Exchange exchange, ConfigReader reader, String model, boolean transcribes) {
        return reader.first(
                "sess_" + exchange.id().replace("req_", ""),
                model,
                transcribes,
                Instant.now().plus(RealtimeSession.LONGEST).getEpochSecond());
    }

    private static List<String> protocols(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(it -> Arrays.stream(it.split(",")))
                .map(String::strip)
                .toList();
    }

    private static String authorization(HttpServletRequest request, List<String> offered) {
        String header = request.getHeader("Authorization");
        return header != null
                ? header
                : offered.stream()
                        .filter(it -> it.startsWith(KEY_PROTOCOL))
                        .map(it -> "Bearer " + it.substring(KEY_PROTOCOL.length()))
                        .findFirst()
                        .orElse(null);
    }

    private void ended(Exchange exchange, Caller caller, RealtimeSession session) {
        sessions.remove(session);
        caller.close();
        admission.ended(exchange.upgraded(session.nanos(), session.read(), session.written()));
        synchronized (sessions) {
            sessions.notifyAll();
        }
    }

    /** Lets answers that are under way be finished, for a while. */
    @Deactivate
    void close() throws InterruptedException {
        closed = true;
        sessions.forEach(RealtimeSession::leave);
        long end = System.nanoTime() + DRAIN.toNanos();
        synchronized (sessions) {
            while (!sessions.isEmpty() && System.nanoTime() < end) {
                sessions.wait(100);
            }
        }
        sessions.forEach(RealtimeSession::closed);
    }
}
