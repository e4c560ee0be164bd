package io.mingle.remote.internal.wire;

import io.mingle.api.call.Via;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.remote.internal.wire.RemoteFailure.Sign;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The connections to an endpoint. Redirects are not followed: a key would go along. For any thread.
 */
public final class Wire {

    private static final int LONGEST_KEY = 4096;
    private static final int LONGEST_REFUSAL = 64 << 10;
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final String self;
    private final Target target;
    private final HttpClient client;

    /**
     * Makes one that has no connection yet.
     *
     * @param self what this host is called in {@link Via}
     */
    public Wire(String self, Target target) {
        this.self = self;
        this.target = target;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(target.limits().connect())
                        .build();
    }

    /**
     * Sends a request, and waits until an answer begins.
     *
     * @param limits bounds the answer
     * @param abort ends the connection, until the reply is closed
     * @return an answer of 2xx, to be closed
     * @throws RemoteFailure if there is none
     * @throws CancelledException if the thread is interrupted
     */
    public Reply send(Request request, Limits limits, Abort abort) throws RemoteFailure {
        long deadline = System.nanoTime() + limits.answer().toNanos();
        Optional<String> key = key();
        HttpRequest http = http(request, limits, key);
        CompletableFuture<HttpResponse<BodyStream>> coming =
                client.sendAsync(http, head -> new BodyStream(limits, deadline));
        abort.onAbort(() -> coming.cancel(true));
        HttpResponse<BodyStream> response = response(coming, limits, abort);
        BodyStream body = response.body();
        abort.onAbort(body::close);
        if (response.statusCode() < OK || response.statusCode() >= REDIRECT) {
            throw refusal(response, key);
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(target, type.toLowerCase(Locale.ROOT), body);
    }

    private HttpResponse<BodyStream> response(
            CompletableFuture<HttpResponse<BodyStream>> coming, Limits limits, Abort abort)
            throws RemoteFailure {
        try {
            return coming.get();
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The thread that waited for an answer was interrupted.", e);
        } catch (CancellationException e) {
            throw left(e);
        } catch (ExecutionException e) {
            if (abort.isAborted()) {
                // What the client finds first of a cancelled exchange is a matter of time.
                throw left(e);
            }
            if (e.getCause() instanceof IOException io) {
                throw Failures.unreached(target, limits, io);
            }
            throw Failures.nonsense(target, "HTTP fails", new IOException(e.getCause()));
        }
    }

    private RemoteFailure left(Exception cause) {
        return Failures.ill(
                "%s has fallen ill, and was left before it answered. Ask again."
                        .formatted(target.title()),
                cause);
    }

    private HttpRequest http(Request request, Limits limits, Optional<String> key) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(target.base() + request.path()))
                        .timeout(limits.silence())
                        .header("Accept", request.accept())
                        .header(Via.HEADER, Via.current().with(self).header())
                        .method(
                                request.body().isPresent() ? "POST" : "GET",
                                request.body().orElse(BodyPublishers.noBody()));
        if (!request.type().isEmpty()) {
            builder.header("Content-Type", request.type());
        }
        key.ifPresent(it -> builder.header("Authorization", "Bearer " + it));
        return builder.build();
    }

    /** Read for each request, so that a changed file holds from the next one on. */
    private Optional<String> key() throws RemoteFailure {
        if (target.keyFile().isEmpty()) {
            return Optional.empty();
        }
        String found;
        try (InputStream in = Files.newInputStream(target.keyFile().get())) {
            String key =
                    new String(in.readNBytes(LONGEST_KEY), StandardCharsets.ISO_8859_1).strip();
            if (key.matches("[!-~]+")) {
                return Optional.of(key);
            }
            found = "has no key in one line";
        } catch (IOException e) {
            found = "cannot be read (%s)".formatted(e);
        }
        throw new RemoteFailure(
                new SkillUnavailableException(
                        "%s is asked with a key, and the file '%s' %s. Put its key there."
                                .formatted(target.title(), target.keyFile().get(), found)),
                Sign.ILL);
    }

    private RemoteFailure refusal(HttpResponse<BodyStream> response, Optional<String> key) {
        String body = "";
        try (InputStream in = response.body()) {
            String all = new String(in.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
            // Some say which key they refuse, and what they say is told and logged.
            body = key.map(it -> all.replace(it, "…")).orElse(all);
        } catch (IOException e) {
            // The status says enough.
        }
        return Refusals.of(
                target, response.statusCode(), response.headers().firstValue("Retry-After"), body);
    }
}
