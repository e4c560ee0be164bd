package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.http.internal.figures.Meters;
import io.mingle.json.Shortened;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** What a client sends behind the headers. Read once, by the thread that serves the request. */
public final class RequestBody {

    /** Makes something of the bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    private final HttpServletRequest request;
    private final HttpSettings settings;
    private final BodyBudget.Share room;
    private final Meters meters;
    private long bytes;

    RequestBody(
            HttpServletRequest request,
            HttpSettings settings,
            BodyBudget.Share room,
            Meters meters) {
        this.request = request;
        this.settings = settings;
        this.room = room;
        this.meters = meters;
    }

    /** Tells whether there is something, or may be. */
    public boolean isThere() {
        return request.getContentLengthLong() > 0
                || request.getContentLengthLong() < 0
                        && request.getHeader("Transfer-Encoding") != null;
    }

    /** Returns its media type as the header has it; empty if there is none. */
    public String type() {
        return request.getContentType() == null ? "" : request.getContentType();
    }

    /** Tells whether it is said to be of a media type. */
    public boolean isOfType(String mediaType) {
        return type().toLowerCase(Locale.ROOT).startsWith(mediaType);
    }

    /** Tells that it is of a type that is not read here. */
    public ApiException wrongType(String advice) {
        String said = type().isEmpty() ? "nothing" : type().replaceFirst(";.*", "");
        return new ApiException(
                ApiError.of(
                        415,
                        "unsupported-media-type",
                        "The body is said to be %s. %s".formatted(Shortened.of(said), advice)));
    }

    /** Returns it as it comes, which must not be too slowly; who reads it bounds it. */
    public InputStream content() throws IOException {
        return content(Long.MAX_VALUE);
    }

    private ClientBody content(long most) throws IOException {
        return new ClientBody(request.getInputStream(), most, new Pace(settings.leastRate()));
    }

    /**
     * Reads it as it comes: no more of it than is accepted, counted against what all may hold.
     *
     * @throws ContentTooLargeException if it is larger than is accepted
     * @throws ApiException if there is no room for it now, or it does not come as it should
     */
    public <T> T read(Reader<T> reader) throws IOException {
        long most = settings.largestRequest();
        if (request.getContentLengthLong() > most) {
            throw ClientBody.tooLarge(most);
        }
        room.check(request.getContentLengthLong());
        ClientBody body = content(most);
        try {
            return reader.read(room.counted(body));
        } finally {
            bytes += body.bytes();
        }
    }

    /**
     * Reads it as JSON.
     *
     * @return an object
     * @throws io.mingle.api.error.InvalidRequestException if it is none
     * @throws ApiException if it does not say that it is JSON: a page of another origin could send
     *     it without having asked; or as {@link #read}
     */
    public JsonNode json() throws IOException {
        if (!isOfType("application/json")) {
            throw wrongType("Send JSON, with 'Content-Type: application/json'.");
        }
        JsonNode body = read(it -> Json.object(it.readAllBytes()));
        MediaCount.count(body, meters);
        return body;
    }

    /** Counts media that it had, in no JSON. */
    public void had(String kind, int count) {
        meters.medium(kind, count);
    }

    /** Returns how many bytes of it have been read, but for {@link #content}. */
    long bytes() {
        return bytes;
    }
}
