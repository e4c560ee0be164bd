package io.mingle.http.internal;

import io.mingle.api.call.Via;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.http.internal.access.Caller;
import io.opentelemetry.context.Scope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the interface. Whatever happens, the client gets an answer that it can read, and the
 * log a line without what was asked or answered.
 */
public abstract class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.http");

    /** The status in the log where nobody was there to read one. */
    private static final int CLIENT_GONE = 499;

    private final transient Entrance entrance;
    private final List<String> methods;

    protected ApiServlet(Entrance entrance, String... methods) {
        this.entrance = entrance;
        this.methods = List.of(methods);
    }

    /**
     * Answers a request.
     *
     * @throws ClientGoneException if nobody waits for it any more
     * @throws MingleException if it cannot be answered; the client is told as the table has it
     * @throws ApiException if it cannot be answered for a reason of this interface
     */
    protected abstract void answer(Exchange exchange) throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long begun = System.nanoTime();
        Exchange exchange = entrance.exchange(request, response);
        try {
            exchange.name();
            try (Scope ignored = exchange.trace().makeCurrent();
                    Via.Scope come = Loops.via(request).makeCurrent()) {
                serve(exchange, request, response);
            }
        } catch (ClientGoneException e) {
            exchange.ended(CLIENT_GONE, e.code());
            LOG.debug("{}: the client has gone", exchange.id(), e);
        } finally {
            entrance.ended(exchange.end(System.nanoTime() - begun));
        }
    }

    private void serve(Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ApiError error;
        try (Caller caller = entrance.enter(request)) {
            exchange.caller(caller);
            if (methods.contains(request.getMethod())) {
                answer(exchange);
                return;
            }
            response.setHeader("Allow", String.join(", ", methods));
            error =
                    ApiError.of(
                            405,
                            "method-not-allowed",
                            "%s is not possible here; use %s."
                                    .formatted(request.getMethod(), String.join(" or ", methods)));
        } catch (ApiException e) {
            error = e.error();
        } catch (MingleException e) {
            error = ApiError.of(e);
        } catch (ClientGoneException e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("{} {} failed", exchange.id(), exchange.what(), e);
            error =
                    ApiError.of(
                            new InternalException(
                                    "Something went wrong in Mingle's server. Report it, with the log of the request %s."
                                            .formatted(exchange.id())));
        }
        exchange.ended(error);
        if (!exchange.fail(error)) {
            // A body that ends in the middle is the only sign of failure that is left.
            throw new IOException(error.message());
        }
    }
}
