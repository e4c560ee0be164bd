package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What spans tell of requests. */
@Timeout(60)
class TracesTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        OpenTelemetry telemetry = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        server = new TestServer(Map.of(), List.of("echo"), telemetry);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        provider.close();
    }

    private static Generation<Answer> answer(FinishReason reason) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.delta("xylophone");
        channel.finished(new Answer("xylophone", reason), new Usage(7, 3, Map.of()));
        return channel;
    }

    private HttpResponse<String> ask(String path, String body) throws Exception {
        HttpRequest.Builder request =
                server.request(path)
                        .header("Content-Type", "application/json")
                        .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return server.send(request);
    }

    private HttpResponse<String> chat(String more) throws Exception {
        return ask(
                CHAT,
                "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\":"
                        + " \"marimba\"}]"
                        + more
                        + "}");
    }

    /** A span may end a moment after its answer has come. */
    private SpanData span(String name) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            for (SpanData span : spans.getFinishedSpanItems()) {
                if (span.getName().equals(name)) {
                    return span;
                }
            }
            assertTrue(System.nanoTime() < end, name + " in " + spans.getFinishedSpanItems());
            Thread.sleep(5);
        }
    }

    private static String text(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private static void assertTells(SpanData span, String reason, long input, long output) {
        assertEquals("chat", text(span, "gen_ai.operation.name"));
        assertEquals(
                List.of(reason),
                span.getAttributes()
                        .get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")));
        assertEquals(
                input, span.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")));
        assertEquals(
                output,
                span.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")));
    }

    @Test
    void aRequestIsASpanInItsCallersTraceWithItsPartsBelowIt() throws Exception {
        server.broker.with(Understanding.class, (asked, options) -> answer(FinishReason.LENGTH));
        assertEquals(200, chat("").statusCode());
        SpanData request = span("POST " + CHAT);
        assertEquals(SpanKind.SERVER, request.getKind());
        assertEquals(TRACE, request.getTraceId());
        assertEquals(CALLER, request.getParentSpanId());
        assertEquals("POST", text(request, "http.request.method"));
        assertEquals(CHAT, text(request, "http.route"));
        assertEquals(
                200,
                request.getAttributes().get(AttributeKey.longKey("http.response.status_code")));
        assertTells(request, "length", 7, 3);
        for (String part : List.of("queue", "generate")) {
            assertEquals(request.getSpanId(), span(part).getParentSpanId());
            assertEquals(TRACE, span(part).getTraceId());
        }
        assertEquals("first token", span("generate").getEvents().get(0).getName());
        String all = spans.getFinishedSpanItems().toString();
        assertFalse(all.contains("marimba") || all.contains("xylophone"), all);
    }

    @Test
    void streamsAndResponsesTellTheSame() throws Exception {
        server.broker.with(Understanding.class, (asked, options) -> answer(FinishReason.STOP));
        assertEquals(200, chat(", \"stream\": true").statusCode());
        assertTells(span("POST " + CHAT), "stop", 7, 3);
        for (String more : List.of("", ", \"stream\": true")) {
            spans.reset();
            ask("/v1/responses", "{\"model\": \"nano\", \"input\": \"marimba\"" + more + "}");
            assertTells(span("POST /v1/responses"), "stop", 7, 3);
        }
    }

    @Test
    void severalAnswersReadOnePrompt() throws Exception {
        server.broker.with(Understanding.class, (asked, options) -> answer(FinishReason.STOP));
        assertEquals(200, chat(", \"n\": 2").statusCode());
        SpanData request = span("POST " + CHAT);
        assertEquals(
                List.of("stop", "stop"),
                request.getAttributes()
                        .get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")));
        assertEquals(
                6L,
                request.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")));
        assertEquals(
                7L, request.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")));
    }

    @Test
    void aFailureIsToldByItsCode() throws Exception {
        server.broker.with(
                Understanding.class,
                (asked, options) ->
                        Answers.failed(new MemoryRefusedException("marimba", 2, 1, Map.of())));
        assertEquals(503, chat("").statusCode());
        for (String name : List.of("POST " + CHAT, "generate")) {
            assertEquals("memory-refused", text(span(name), "error.type"));
            assertEquals(StatusCode.ERROR, span(name).getStatus().getStatusCode());
        }
        assertFalse(spans.getFinishedSpanItems().toString().contains("marimba"));
    }

    @Test
    void aWaitForNobodyIsAFailureOfTheQueue() throws Exception {
        assertEquals(503, chat("").statusCode());
        assertEquals("skill-unavailable", text(span("queue"), "error.type"));
        assertEquals("skill-unavailable", text(span("POST " + CHAT), "error.type"));
    }

    @Test
    void aSkillIsATool() throws Exception {
        ask("/v1/skills/echo", "{}");
        SpanData request = span("POST /v1/skills/*");
        assertEquals("execute_tool", text(request, "gen_ai.operation.name"));
        assertEquals("echo", text(request, "gen_ai.tool.name"));
    }

    @Test
    void whatClientsGetWrongIsNoErrorOfTheServer() throws Exception {
        assertEquals(404, ask("/v1/skills/marimba", "{}").statusCode());
        SpanData request = span("POST /v1/skills/*");
        assertEquals("skill-not-found", text(request, "error.type"));
        assertEquals(StatusCode.UNSET, request.getStatus().getStatusCode());
        assertFalse(request.toString().contains("marimba"), Objects.toString(request));
    }

    @Test
    void whoLooksOnLeavesNoSpans() throws Exception {
        assertEquals(200, server.get("/v1/state").statusCode());
        ask("/v1/skills/echo", "{}");
        span("POST /v1/skills/*");
        assertEquals(
                List.of(),
                spans.getFinishedSpanItems().stream()
                        .filter(it -> it.getName().contains("state"))
                        .toList());
    }

    @Test
    void aPictureIsASpanOfItsOwnKind() throws Exception {
        server.broker.with(Drawing.class, new Drawer());
        assertEquals(200, ask("/v1/images/generations", "{\"prompt\": \"marimba\"}").statusCode());
        SpanData request = span("POST /v1/images/generations");
        assertEquals("draw", text(request, "gen_ai.operation.name"));
        assertEquals("image", text(request, "gen_ai.output.type"));
        assertEquals(
                7L, request.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")));
        assertEquals(request.getSpanId(), span("generate").getParentSpanId());
        assertFalse(request.toString().contains("marimba"), request.toString());
    }

    private static final class Drawer implements Drawing {

        @Override
        public Generation<Drawings> draw(String prompt, DrawingOptions options) {
            GenerationChannel<Drawings> channel = new GenerationChannel<>();
            DrawnPicture drawn =
                    new DrawnPicture(
                            new Picture("drawn", new byte[1]),
                            sizes().get(0),
                            1,
                            1,
                            Duration.ZERO,
                            Duration.ZERO);
            channel.finished(new Drawings(List.of(drawn)), new Usage(7, 3, Map.of()));
            return channel;
        }

        @Override
        public List<PictureSize> sizes() {
            return List.of(new PictureSize(1, 1));
        }
    }
}
