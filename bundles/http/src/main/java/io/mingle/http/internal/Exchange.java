package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.http.internal.access.Caller;
import io.mingle.http.internal.remote.Remote;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.http.internal.trace.RequestTrace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One request and its answer. Belongs to the thread that serves it. */
public final class Exchange {

    private final String id;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final HttpSettings settings;
    private final boolean lenient;
    private final Load load;
    private final BodyBudget.Share room;
    private final Remote remote;
    private final RequestTrace trace;
    private Caller caller = Caller.ANYBODY;
    private int outcome;
    private String error = "";
    private long read;
    private long written;

    Exchange(
            String id,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpSettings settings,
            boolean lenient,
            Load load,
            BodyBudget.Share room,
            Remote remote,
            RequestTrace trace) {
        this.id = id;
        this.request = request;
        this.response = response;
        this.settings = settings;
        this.lenient = lenient;
        this.load = load;
        this.room = room;
        this.remote = remote;
        this.trace = trace;
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

    void caller(Caller value) {
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

    /** Returns a parameter of the address; null if it is not there. */
    public String parameter(String name) {
        return request.getParameter(name);
    }

    /** Returns the name by which the client called the server. */
    public String calledAs() {
        return request.getServerName();
    }

    /** Tells whether something follows the headers, or may. */
    public boolean hasBody() {
        return request.getContentLengthLong() > 0
                || request.getContentLengthLong() < 0
                        && request.getHeader("Transfer-Encoding") != null;
    }

    /** Tells whether the body is said to be of a media type. */
    public boolean isOfType(String mediaType) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(mediaType);
    }

    /** Returns the body as it comes; who reads it bounds it. */
    public InputStream content() throws IOException {
        return request.getInputStream();
    }

    /**
     * Reads the body.
     *
     * @return an object
     * @throws ContentTooLargeException if it is larger than is accepted
     * @throws io.mingle.api.error.InvalidRequestException if it is no JSON object
     * @throws ApiException if it does not say that it is JSON: a page of another origin could send
     *     it without having asked
     */
    public JsonNode body() throws IOException {
        if (!isOfType("application/json")) {
            String type = request.getContentType();
            throw new ApiException(
                    ApiError.of(
                            415,
                            "unsupported-media-type",
                            "The body is said to be %s. Send JSON, with 'Content-Type: application/json'."
                                    .formatted(
                                            type == null
                                                    ? "nothing"
                                                    : type.replaceFirst(";.*", ""))));
        }
        long most = settings.largestRequest();
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        room.check(request.getContentLengthLong());
        byte[] bytes = bytes(most);
        read += bytes.length;
        if (bytes.length > most) {
            throw tooLarge(most);
        }
        JsonNode body = Json.object(bytes);
        MediaCount.count(body, load.meters());
        return body;
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
                settings.largestRequest() - read);
    }

    private byte[] bytes(long most) {
        try {
            return room.counted(request.getInputStream())
                    .readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw incomplete();
        }
    }

    /** Tells that a body ended too early: its client has gone, or waits for something. */
    public static ApiException incomplete() {
        return new ApiException(
                ApiError.of(
                        408,
                        "body-incomplete",
                        "The body of the request did not come whole. Send it at once, as long"
                                + " as its Content-Length says."));
    }

    private static ContentTooLargeException tooLarge(long most) {
        return new ContentTooLargeException(
                "The body of the request has more than %s bytes, which is the most that is accepted. Send less at a time."
                        .formatted(most));
    }

    /** Answers with JSON. */
    public void send(int status, JsonNode body) throws ClientGoneException {
        if (!response.isCommitted()) {
            response.setStatus(status);
            response.setContentType("application/json");
        }
        write(Json.write(body).getBytes(StandardCharsets.UTF_8));
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
        if (hasBody() && !UnreadBody.take(request)) {
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

    private void write(byte[] bytes) throws ClientGoneException {
        try {
            response.getOutputStream().write(bytes);
            written += bytes.length;
            response.flushBuffer();
        } catch (IOException e) {
            throw new ClientGoneException(e);
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
    Served end(long nanos) {
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
                read,
                written,
                trace.id());
    }

    /** What a servlet stands for, and not what a client makes of it. */
    public String route() {
        return route(request);
    }

    static String route(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : "/*");
    }

    String what() {
        return request.getMethod() + " " + request.getRequestURI();
    }
}
