package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mingle.http.internal.admin.AdminEntrance;
import io.mingle.http.internal.admin.AdminGate;
import io.mingle.http.internal.figures.Meters;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators are told of those whom the admin server turns away at its gate. */
@Timeout(60)
class AdminGateTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        OpenTelemetry telemetry = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        Admission admission =
                new Admission(
                        Settings.with(Map.of()),
                        null,
                        false,
                        List.of(),
                        new Meters(figures),
                        telemetry,
                        "1a");
        AdminEntrance entrance = new AdminEntrance(admission, "admins.txt");
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        ServletContextHandler all = new ServletContextHandler();
        all.addFilter(
                new FilterHolder(new AdminGate(entrance, new Services(List.of()).context())),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(all);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        provider.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address =
                URI.create(
                        "http://%s:%s%s"
                                .formatted(connector.getHost(), connector.getLocalPort(), path));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** The client has its answer a moment before. */
    private Collection<Timer> recorded(int count) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            Collection<Timer> timers = figures.find("http.server.request.duration").timers();
            if (timers.stream().mapToLong(Timer::count).sum() >= count) {
                return timers;
            }
            assertEquals(true, System.nanoTime() < end, "nothing is recorded");
            Thread.sleep(5);
        }
    }

    @Test
    void whoIsTurnedAwayIsRecordedUnderOneRouteWhateverWasAsked() throws Exception {
        assertEquals(404, get("/chosen/by/somebody").statusCode());
        assertEquals(404, get("/another").statusCode());
        Collection<Timer> timers = recorded(2);
        assertEquals(1, timers.size());
        Timer only = timers.iterator().next();
        assertEquals("/*", only.getId().getTag("http.route"));
        assertEquals("404", only.getId().getTag("http.response.status_code"));
        assertEquals("not-found", only.getId().getTag("error.type"));
        List<SpanData> ended = spans.getFinishedSpanItems();
        assertEquals(List.of("GET /*", "GET /*"), ended.stream().map(SpanData::getName).toList());
        assertEquals(
                404L,
                ended.get(0)
                        .getAttributes()
                        .get(AttributeKey.longKey("http.response.status_code")));
    }
}
