package io.mingle.host.video;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A camera on this machine that sends Motion JPEG over HTTP: one picture after the other in one
 * answer ({@code multipart/x-mixed-replace}). Pictures are told from their own markers, so that
 * cameras that count wrong are understood, too.
 */
public final class CameraStream implements FrameStream {

    /** The largest picture of a camera, in bytes. */
    static final int MAX_BYTES = 16 << 20;

    /** What may lie between two pictures, in bytes: a boundary and some headers. */
    private static final int MAX_BETWEEN = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MARK = 0xff;
    private static final int START = 0xd8;
    private static final int END = 0xd9;

    private final String name;
    private final InputStream in;
    private int count;
    private volatile boolean closed;

    /**
     * Opens a camera.
     *
     * @param address {@code http://127.0.0.1:8081/stream}, for example; redirects are not followed
     * @throws InvalidRequestException if the address is not one of this machine
     * @throws UnreadableContentException if nobody answers there, or not with a stream
     */
    public CameraStream(URI address) throws InterruptedException {
        this(address, PATIENCE);
    }

    /**
     * Opens a camera.
     *
     * @param patience how long it may take to answer; its pictures may take longer
     */
    CameraStream(URI address, Duration patience) throws InterruptedException {
        name = address.toString();
        check(address);
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(patience)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        CompletableFuture<HttpResponse<InputStream>> asked =
                client.sendAsync(
                        HttpRequest.newBuilder(address).GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> answer =
                    asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            boolean isStream =
                    type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                            || type.toLowerCase(Locale.ROOT).startsWith("image/jpeg");
            if (answer.statusCode() != 200 || !isStream) {
                answer.body().close();
                throw new UnreadableContentException(
                        "The camera '%s' answered with %s and the type '%s'; a stream of JPEG pictures (multipart/x-mixed-replace) is expected. Check the address."
                                .formatted(name, answer.statusCode(), type));
            }
            in = new BufferedInputStream(answer.body(), 1 << 16);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        } catch (InterruptedException e) {
            asked.cancel(true);
            throw e;
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new UnreadableContentException(
                    "The camera '%s' does not answer within %s seconds. Check that it runs."
                            .formatted(name, patience.toSeconds()),
                    e);
        }
    }

    private UnreadableContentException unreachable(Throwable reason) {
        // A refused connection has no message.
        String why =
                Objects.requireNonNullElse(reason.getMessage(), reason.getClass().getSimpleName());
        return new UnreadableContentException(
                "The camera '%s' cannot be reached (%s). Check that it runs.".formatted(name, why),
                reason);
    }

    private static void check(URI address) {
        String host = address.getHost();
        boolean isHere = false;
        try {
            isHere = host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // It is not this machine.
        }
        if (!"http".equalsIgnoreCase(address.getScheme()) || !isHere) {
            throw new InvalidRequestException(
                    "The camera '%s' is not on this machine. Mingle opens only addresses like http://127.0.0.1:8081/stream; forward that of another machine to a port of this one."
                            .formatted(address));
        }
    }

    @Override
    public Optional<Picture> next() {
        try {
            if (!findStart()) {
                return Optional.empty();
            }
            byte[] picture = rest();
            count++;
            return Optional.of(new Picture("%s frame %s".formatted(name, count), picture));
        } catch (IOException e) {
            if (closed) {
                return Optional.empty();
            }
            throw new UnreadableContentException(
                    "The camera '%s' broke off after %s pictures (%s). Check that it still runs."
                            .formatted(name, count, e.getMessage()),
                    e);
        }
    }

    private boolean findStart() throws IOException {
        int before = 0;
        for (int i = 0; i < MAX_BETWEEN; i++) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            if (before == MARK && next == START) {
                return true;
            }
            before = next;
        }
        throw new UnreadableContentException(
                "The camera '%s' sends no JPEG pictures. Check the address, and that it sends Motion JPEG."
                        .formatted(name));
    }

    /** Reads a picture whose first marker has been read; 0xff inside its data is followed by 0. */
    private byte[] rest() throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream(1 << 16);
        picture.write(MARK);
        picture.write(START);
        int depth = 1;
        int before = 0;
        while (depth > 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the last picture is cut off");
            }
            picture.write(next);
            if (picture.size() > MAX_BYTES) {
                throw new ContentTooLargeException(
                        "A picture of the camera '%s' has more than %s bytes. Have it send smaller ones."
                                .formatted(name, MAX_BYTES));
            }
            if (before == MARK && next == START) {
                // A thumbnail inside.
                depth++;
            } else if (before == MARK && next == END) {
                depth--;
            }
            before = next;
        }
        return picture.toByteArray();
    }

    @Override
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            // Nothing more is read from it.
        }
    }
}
