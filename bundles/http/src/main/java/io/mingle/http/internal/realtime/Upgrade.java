package io.mingle.http.internal.realtime;

import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.DecoratedObjectFactory;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketExtensionRegistry;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Makes WebSockets of requests to Jetty. What it needs of Jetty's WebSocket it brings along and
 * keeps to itself: nothing is registered with the server, so that this bundle can be replaced.
 * Extensions, compression among them, are not negotiated.
 */
final class Upgrade {

    /** Clients that have nothing to say send pings. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private static final Duration WRITE = Duration.ofSeconds(30);

    private Upgrade() {}

    /**
     * Upgrades a request.
     *
     * @param protocol which subprotocol is accepted, of those that were offered
     * @param largest the most bytes of a message
     * @throws ApiException if it does not ask for that
     */
    static void upgrade(
            HttpServletRequest request, Optional<String> protocol, Receiver receiver, int largest)
            throws IOException {
        ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
        try (Blocker.Callback done = Blocker.callback()) {
            if (!upgraded(core, new Negotiator(protocol, receiver, largest), done)) {
                done.succeeded();
                throw new ApiException(
                        ApiError.of(
                                426,
                                "upgrade-required",
                                "This is a WebSocket: connect with version 13 of RFC 6455."));
            }
            done.block();
        }
    }

    /** Jetty has exceptions of its own for headers and addresses that it cannot read. */
    private static boolean upgraded(
            ServletContextRequest core, Negotiator negotiator, Blocker.Callback done)
            throws IOException {
        try {
            return new WebSocketMappings(components(core))
                    .upgrade(negotiator, core, core.getServletContextResponse(), done, null);
        } catch (IllegalStateException e) {
            done.succeeded();
            throw e;
        } catch (RuntimeException e) {
            done.succeeded();
            throw new ApiException(
                    ApiError.of(
                            400,
                            "invalid-request",
                            "A header of the handshake, or the address, is not as RFC 6455 has it."
                                    + " Correct it, or connect with a client's library."));
        }
    }

    private static WebSocketComponents components(ServletContextRequest request) {
        Connector connector = request.getConnectionMetaData().getConnector();
        return new WebSocketComponents(
                new WebSocketExtensionRegistry(),
                new DecoratedObjectFactory(),
                connector.getByteBufferPool(),
                null,
                null,
                connector.getExecutor());
    }

    private record Negotiator(Optional<String> protocol, Receiver receiver, int largest)
            implements WebSocketNegotiator {

        @Override
        public FrameHandler negotiate(
                ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            protocol.ifPresent(response::setAcceptedSubProtocol);
            response.setExtensions(List.of());
            return new Socket(receiver, largest);
        }

        @Override
        public void customize(Configuration configuration) {
            configuration.setIdleTimeout(IDLE);
            configuration.setWriteTimeout(WRITE);
            configuration.setMaxFrameSize(largest);
            configuration.setMaxTextMessageSize(largest);
        }
    }
}
