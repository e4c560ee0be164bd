package io.mingle.http.internal;

import io.mingle.api.error.ContentTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a body as they come from the client: no more of them than are accepted, and not too
 * slowly. What is wrong with them is a refusal, and no {@link IOException}.
 */
final class ClientBody extends FilterInputStream {

    private final long most;
    private final Pace pace;
    private long read;

    /**
     * @param most that are accepted
     * @param pace that is wanted
     */
    ClientBody(InputStream body, long most, Pace pace) {
        super(body);
        this.most = most;
        this.pace = pace;
    }

    /** Returns how many have come. */
    long bytes() {
        return read;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads what is there.
     *
     * @throws ContentTooLargeException if it is more than is accepted
     * @throws ApiException if it comes too slowly, or not whole
     */
    @Override
    public int read(byte[] into, int from, int length) {
        pace.begin();
        int count = receive(into, from, length);
        if (!pace.end(count) && count >= 0) {
            throw new ApiException(
                    ApiError.of(
                            408,
                            "body-too-slow",
                            "The body of the request comes too slowly, and others want its place."
                                    + " Send it faster."));
        }
        read += Math.max(0, count);
        if (read > most) {
            throw tooLarge(most);
        }
        return count;
    }

    private int receive(byte[] into, int from, int length) {
        try {
            return in.read(into, from, length);
        } catch (IOException e) {
            throw new ApiException(
                    ApiError.of(
                            408,
                            "body-incomplete",
                            "The body of the request did not come whole. Send it at once, as long"
                                    + " as its Content-Length says."));
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    static ContentTooLargeException tooLarge(long most) {
        return new ContentTooLargeException(
                "The body of the request has more than %s bytes, which is the most that is accepted. Send less at a time."
                        .formatted(most));
    }
}
