package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.http.internal.access.Caller;
import io.mingle.http.internal.remote.Remote;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.http.internal.trace.RequestTrace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/** One request and its answer. Belongs to the thread that serves it. */
public final class Exchange {

    private static final int PIECE = 1 << 13;

    /** The status of what is no HTTP any more. */
    private static final int SWITCHED = 101;

    private final String id;
    private final String route;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final HttpSettings settings;
    private final boolean lenient;
    private final Load load;
    private final BodyBudget.Share room;
    private final Remote remote;
    private final RequestTrace trace;
    private final RequestBody sent;
    private final Pace taken;
    private Caller caller = Caller.ANYBODY;
    private int outcome;
    private String error = "";
    private long written;

    Exchange(
            String id,
            String route,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpSettings settings,
            boolean lenient,
            Load load,
            BodyBudget.Share room,
            Remote remote,
            RequestTrace trace) {
        this.id = id;
        this.route = route;
        this.request = request;
        this.response = response;
        this.settings = settings;
        this.lenient = lenient;
        this.load = load;
        this.room = room;
        this.remote = remote;
        this.trace = trace;
        this.sent = new RequestBody(request, settings, room, load.meters());
        this.taken = new Pace(settings.leastRate());
    }

    /** Returns the configuration, the same for the whole exchange. */
    public HttpSettings settings() {
        return settings;
    }

    /** Tells whether any model's name will do, and unknown parameters are passed over. */
    public boolean lenient() {
        return lenient;
    }

    /** Returns what counts all requests. */
    public Load load() {
        return load;
    }

    /** Returns the spans of this request. */
    public RequestTrace trace() {
        return trace;
    }

    /** Returns what names the exchange in the answer's header and in the log. */
    public String id() {
        return id;
    }

    /** Says who makes the request. */
    public void caller(Caller value) {
        caller = value;
    }

    /** Returns who makes the request; anybody, before that is known. */
    public Caller caller() {
        return caller;
    }

    /** Returns what follows the servlet's own path, without the slash before it. */
    public String rest() {
        String rest = request.getPathInfo();
        return rest == null ? "" : rest.substring(Math.min(1, rest.length()));
    }

    /** Tells whether something is to be done, and not only told. */
    public boolean isPost() {
        return request.getMethod().equals("POST");
    }

    /** Tells whether something is to be taken away. */
    public boolean isDelete() {
        return request.getMethod().equals("DELETE");
    }

    /** Returns a parameter of the address; null if it is not there. */
    public String parameter(String name) {
        return request.getParameter(name);
    }

    /** Returns the name by which the client called the server. */
    public String calledAs() {
        return request.getServerName();
    }

    /** Returns what follows the headers. */
    public RequestBody sent() {
        return sent;
    }

    /** Reads the body as {@link RequestBody#json}. */
    public JsonNode body() throws IOException {
        return sent.json();
    }

    /**
     * Returns what fetches the media that the body names by address; to be called when it has been
     * read. Both together are bounded as the body is.
     */
    public RemoteMedia media() {
        return new RemoteMedia(
                remote,
                room::counted,
                medium -> MediaCount.count(medium.mediaType(), load.meters()),
                settings.largestRequest() - sent.bytes());
    }

    /**
     * Returns the same for one event of many. What those before it have fetched is kept elsewhere,
     * if at all, and no longer counted.
     */
    public RemoteMedia mediaOfEvent() {
        room.release();
        return media();
    }

    /** Answers with JSON. */
    public void send(int status, JsonNode body) throws ClientGoneException {
        if (!response.isCommitted()) {
            response.setStatus(status);
            response.setContentType("application/json");
        }
        write(Json.bytes(body));
    }

    /** Answers with something else. */
    public void send(String type, byte[] body) throws ClientGoneException {
        response.setStatus(200);
        response.setContentType(type);
        write(body);
    }

    /**
     * Answers with an error, if nothing has been sent.
     *
     * @return false if it is too late for that
     */
    public boolean fail(ApiError error) throws ClientGoneException {
        if (response.isCommitted()) {
            return false;
        }
        response.resetBuffer();
        if (error.retryAfter() > 0) {
            response.setHeader("Retry-After", Long.toString(error.retryAfter()));
        }
        // Of a body that did not come, nothing is waited for.
        boolean broken = error.status() == 408;
        if (sent.isThere() && (broken || !UnreadBody.take(request))) {
            response.setHeader("Connection", "close");
        }
        if (error.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        send(error.status(), error.json());
        return true;
    }

    /** Names the exchange in the answer. */
    public void name() {
        response.setHeader("x-request-id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }

    /**
     * Sends the blank that may stand before JSON, so that a client that has gone is noticed while
     * its answer is being made. The status is settled with it.
     */
    public void keepWaiting() throws ClientGoneException {
        if (!response.isCommitted()) {
            response.setStatus(200);
            response.setContentType("application/json");
        }
        write(new byte[] {' '});
    }

    /** Begins to send events as they come. */
    public EventStream events() {
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        return new EventStream(this::write);
    }

    /**
     * Begins to send bytes as they come.
     *
     * @param type of what they are
     * @return throws {@link ClientGoneException} where nobody takes them
     */
    public OutputStream bytes(String type) {
        response.setStatus(200);
        response.setContentType(type);
        response.setHeader("X-Accel-Buffering", "no");
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Exchange.this.write(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        };
    }

    /** Pieces are small, so that one who takes each at the last moment is soon found out. */
    private void write(byte[] bytes) throws ClientGoneException {
        for (int from = 0; from < bytes.length; from += PIECE) {
            int length = Math.min(PIECE, bytes.length - from);
            taken.begin();
            try {
                response.getOutputStream().write(bytes, from, length);
                response.flushBuffer();
            } catch (IOException e) {
                throw new ClientGoneException("client-gone", e);
            }
            written += length;
            if (!taken.end(length)) {
                throw new ClientGoneException(
                        "client-too-slow", new IOException("The answer is not taken"));
            }
        }
    }

    /** Tells whether the client names a media type among those that it accepts. */
    public boolean accepts(String mediaType) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains(mediaType);
    }

    /** Notes a failure, also one that came after the status had been sent. */
    public void ended(ApiError failure) {
        ended(failure.status(), failure.code());
    }

    void ended(int status, String code) {
        outcome = status;
        error = code;
    }

    /** Ends it, and tells what became of it. */
    public Served end(long nanos) {
        room.release();
        int status = outcome == 0 ? response.getStatus() : outcome;
        trace.end(status, error);
        return new Served(
                id,
                caller.name(),
                request.getMethod(),
                route(),
                status,
                error,
                nanos,
                sent.bytes(),
                written,
                trace.id());
    }

    /**
     * Ends one that has become a WebSocket, of whose request nothing is left.
     *
     * @param nanos how long it was open
     */
    public Served upgraded(long nanos, long read, long bytesWritten) {
        room.release();
        trace.end(SWITCHED, error);
        return new Served(
                id,
                caller.name(),
                "GET",
                route(),
                SWITCHED,
                error,
                nanos,
                read,
                bytesWritten,
                trace.id());
    }

    /** What a servlet stands for, and not what a client makes of it. */
    public String route() {
        return route;
    }

    static String route(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : "/*");
    }

    String what() {
        return request.getMethod() + " " + request.getRequestURI();
    }
}
