package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.http.internal.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators are told of a stream, whose status was sent before its end was known. */
@Timeout(60)
class StreamedTest {

    private final BlockingQueue<Served> served = new LinkedBlockingQueue<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private Consumer<GenerationChannel<String>> generation;

    @BeforeEach
    void start() throws Exception {
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        ServletContextHandler all = new ServletContextHandler();
        all.addServlet(new ServletHolder(new Streaming(new Watched())), "/stream");
        server.setHandler(all);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private HttpResponse<String> get() throws Exception {
        URI address =
                URI.create(
                        "http://%s:%s/stream"
                                .formatted(connector.getHost(), connector.getLocalPort()));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static MingleException refusal() {
        return new MemoryRefusedException("Too much.", 2, 1, Map.of());
    }

    @Test
    void aFailureAfterTheStatusIsTheLastEventAndTheOutcome() throws Exception {
        generation =
                channel -> {
                    channel.delta("A");
                    channel.failed(refusal());
                };
        HttpResponse<String> response = get();
        assertEquals(200, response.statusCode());
        assertTrue(response.body().endsWith("data: \"memory-refused\"\n\n"), response.body());
        Served outcome = served.poll(30, TimeUnit.SECONDS);
        assertEquals(503, outcome.status());
        assertEquals("memory-refused", outcome.error());
    }

    @Test
    void aCancellationIsTheOutcomeThatTheTableHas() throws Exception {
        generation =
                channel -> {
                    channel.delta("A");
                    channel.cancelled();
                };
        get();
        assertEquals(499, served.poll(30, TimeUnit.SECONDS).status());
    }

    @Test
    void aFailureBeforeTheFirstEventHasItsStatus() throws Exception {
        generation = channel -> channel.failed(refusal());
        assertEquals(503, get().statusCode());
        assertEquals(503, served.poll(30, TimeUnit.SECONDS).status());
    }

    @Test
    void aStreamThatEndsIsWell() throws Exception {
        generation =
                channel -> {
                    channel.delta("A");
                    channel.finished("A", Usage.NONE, List.of());
                };
        assertTrue(get().body().endsWith("data: [DONE]\n\n"));
        assertEquals(200, served.poll(30, TimeUnit.SECONDS).status());
    }

    /** Lets everybody in, and keeps what became of them. */
    private final class Watched implements Entrance {

        private final Admission admission = new Admission(Settings.with(Map.of()), null, false);

        @Override
        public Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
            return admission.exchange(request, response);
        }

        @Override
        public Caller enter(HttpServletRequest request) {
            return admission.enter(request);
        }

        @Override
        public void ended(Served exchange) {
            served.add(exchange);
        }
    }

    private final class Streaming extends ApiServlet {

        private static final long serialVersionUID = 1L;

        Streaming(Entrance entrance) {
            super(entrance, "GET");
        }

        @Override
        protected void answer(Exchange exchange) throws IOException {
            try (EventFeed<String> feed =
                    new EventFeed<>(
                            exchange.load(),
                            exchange.trace(),
                            "test",
                            1,
                            i -> {
                                GenerationChannel<String> channel = new GenerationChannel<>();
                                generation.accept(channel);
                                return channel;
                            })) {
                new Plain(exchange).send(feed, 1);
            }
        }
    }

    /** Sends texts as they come. */
    private static final class Plain extends Streamed<String> {

        Plain(Exchange exchange) {
            super(exchange);
        }

        @Override
        protected void begin() {}

        @Override
        protected void tell(int index, Event event) throws IOException {
            stream();
        }

        @Override
        protected void end(int index, Finished<String> finished) throws IOException {
            say(finished.result());
        }

        @Override
        protected void finish() throws IOException {
            stream().done();
        }

        @Override
        protected void fail(ApiError error) throws IOException {
            say(error.code());
        }

        private void say(String text) throws IOException {
            stream().data(JsonNodeFactory.instance.textNode(text));
        }
    }
}
