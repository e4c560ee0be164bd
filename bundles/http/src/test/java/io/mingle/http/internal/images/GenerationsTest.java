package io.mingle.http.internal.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.http.internal.OtherHost;
import io.mingle.http.internal.TestServer;
import io.mingle.remote.internal.wire.Offer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;

@Timeout(60)
class GenerationsTest {

    private static final String PATH = "/v1/images/generations";

    private final FakeArtist artist = new FakeArtist();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> draw(String more) throws Exception {
        server.broker.with(Drawing.class, artist);
        return server.post(PATH, "{\"prompt\": \"a red circle\"" + more + "}");
    }

    private JsonNode drawn(String more) throws Exception {
        HttpResponse<String> response = draw(more);
        assertEquals(200, response.statusCode(), response.body());
        return TestServer.json(response.body());
    }

    private static BufferedImage image(JsonNode base64) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(base64.textValue());
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void anAnswerHasThePicturesAndNoSizeThatClientsWouldNotKnow() throws Exception {
        JsonNode json = drawn(", \"n\": 3, \"seed\": 200, \"model\": \"nano\"");
        assertTrue(json.path("created").isIntegralNumber());
        assertEquals(3, json.path("data").size());
        for (int i = 0; i < 3; i++) {
            JsonNode each = json.path("data").path(i);
            assertEquals(200 + i, each.path("seed").asInt());
            assertEquals(200 + i, image(each.path("b64_json")).getRGB(5, 5) & 0xFF);
        }
        assertFalse(json.has("size") || json.has("quality"), json.toString());
        assertFalse(json.has("warnings"), json.toString());
        assertEquals("png", json.path("output_format").asText());
        assertEquals("opaque", json.path("background").asText());
        assertEquals(
                TestServer.json(
                        "{\"input_tokens\":5,\"output_tokens\":16,\"total_tokens\":21,"
                            + "\"input_tokens_details\":{\"text_tokens\":5,\"image_tokens\":0}}"),
                json.path("usage"));
        assertEquals(List.of("a red circle"), artist.prompts);
    }

    @Test
    void whatChangesNothingIsTold() throws Exception {
        artist.warnings = List.of("The mode changes nothing.");
        assertEquals("[\"The mode changes nothing.\"]", drawn("").path("warnings").toString());
        String body = draw(", \"stream\": true").body();
        assertTrue(body.contains("\"warnings\":[\"The mode changes nothing.\"]"), body);
    }

    @Test
    void whatIsSaidOfTheDrawingIsHandedOn() throws Exception {
        drawn(
                ", \"size\": \"96x128\", \"steps\": 12, \"guidance\": 3.5, \"negative_prompt\":"
                        + " \"blue\", \"seed\": -4");
        DrawingOptions options = artist.options.get(0);
        assertEquals(new PictureSize(96, 128), options.size().orElseThrow());
        assertEquals(12, options.steps().orElseThrow());
        assertEquals(OptionalDouble.of(3.5), options.guidance().text());
        assertEquals("blue", options.negative().orElseThrow());
        assertEquals(OptionalLong.of(-4), options.seed());
        assertEquals(0, options.previewEvery());
        drawn(", \"size\": \"auto\", \"quality\": \"auto\", \"background\": \"opaque\"");
        assertTrue(artist.options.get(1).size().isEmpty());
        assertEquals(Guidance.USUAL, artist.options.get(1).guidance());
    }

    @Test
    void whatOthersHaveAddedIsReadBesideAllElseOrWithinExtraBody() throws Exception {
        drawn(
                ", \"num_inference_steps\": 9, \"extra_body\": {\"guidance_scale\": 2, \"seed\":"
                        + " 1}");
        assertEquals(9, artist.options.get(0).steps().orElseThrow());
        assertEquals(OptionalDouble.of(2), artist.options.get(0).guidance().text());
        assertEquals(OptionalLong.of(1), artist.options.get(0).seed());
        assertEquals(400, draw(", \"seed\": 1, \"extra_body\": {\"seed\": 2}").statusCode());
    }

    @Test
    void aJpegIsWrittenWhereOneIsAskedFor() throws Exception {
        JsonNode json = drawn(", \"output_format\": \"jpeg\", \"output_compression\": 80");
        assertEquals("jpeg", json.path("output_format").asText());
        byte[] bytes = Base64.getDecoder().decode(json.at("/data/0/b64_json").textValue());
        assertArrayEquals(new byte[] {(byte) 0xFF, (byte) 0xD8}, new byte[] {bytes[0], bytes[1]});
        assertEquals(64, image(json.at("/data/0/b64_json")).getWidth());
    }

    @Test
    void aStreamHasPreviewsWithTheirNumbersThenThePicture() throws Exception {
        HttpResponse<String> response =
                draw(", \"stream\": true, \"partial_images\": 2, \"steps\": 9, \"seed\": 3");
        assertEquals(200, response.statusCode(), response.body());
        List<String> kinds = new ArrayList<>();
        List<JsonNode> events = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            if (line.startsWith("event: ")) {
                kinds.add(line.substring(7));
            } else if (line.startsWith("data: ")) {
                events.add(TestServer.json(line.substring(6)));
            }
        }
        assertEquals(
                List.of(
                        "image_generation.partial_image",
                        "image_generation.partial_image",
                        "image_generation.completed"),
                kinds);
        assertEquals(3, artist.options.get(0).previewEvery());
        for (int i = 0; i < 3; i++) {
            JsonNode event = events.get(i);
            assertEquals(kinds.get(i), event.path("type").asText());
            assertEquals("auto", event.path("size").asText());
            assertEquals("auto", event.path("quality").asText());
            assertEquals("opaque", event.path("background").asText());
            assertEquals("png", event.path("output_format").asText());
            assertTrue(event.path("created_at").isIntegralNumber());
            assertEquals(3, image(event.path("b64_json")).getRGB(0, 0) & 0xFF);
        }
        assertEquals(0, events.get(0).path("partial_image_index").asInt(-1));
        assertEquals(1, events.get(1).path("partial_image_index").asInt(-1));
        assertEquals(21, events.get(2).at("/usage/total_tokens").asInt());
        assertTrue(response.body().contains("\n: step 9 of 9\n"), "how far it is, people read");
    }

    @Test
    void noMorePreviewsComeThanWereAskedForWhateverTheModelsOwnStepsAre() throws Exception {
        String body = draw(", \"stream\": true, \"partial_images\": 3").body();
        assertEquals(3, artist.options.get(0).previewEvery());
        assertEquals(2, body.split("event: image_generation.partial_image", -1).length - 1);
        body = draw(", \"stream\": true, \"partial_images\": 1").body();
        assertEquals(7, artist.options.get(1).previewEvery());
        assertEquals(1, body.split("event: image_generation.partial_image", -1).length - 1);
        body = draw(", \"stream\": true, \"partial_images\": 0").body();
        assertFalse(body.contains("partial_image"), body);
        body = draw(", \"stream\": true, \"partial_images\": 1, \"steps\": 1").body();
        assertFalse(body.contains("partial_image"), "its last step is the picture itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"prompt\": \" \" | prompt",
                "\"prompt\": \"a\", \"n\": 11 | n",
                "\"prompt\": \"a\", \"n\": 2, \"stream\": true | n",
                "\"prompt\": \"a\", \"size\": \"large\" | size",
                "\"prompt\": \"a\", \"size\": \"0x4\" | size",
                "\"prompt\": \"a\", \"size\": \"16384x16384\" | size",
                "\"prompt\": \"a\", \"steps\": 0 | steps",
                "\"prompt\": \"a\", \"steps\": 4, \"num_inference_steps\": 4 | num_inference_steps",
                "\"prompt\": \"a\", \"guidance\": -1 | guidance",
                "\"prompt\": \"a\", \"guidance_mode\": \"some\" | guidance_mode",
                "\"prompt\": \"a\", \"guidance_rescale\": 2 | guidance_rescale",
                "\"prompt\": \"a\", \"guidance_interval\": \"all\" | guidance_interval",
                "\"prompt\": \"a\", \"guidance_interval\": \"0.9-0.1\" | guidance_interval",
                "\"prompt\": \"a\", \"partial_images\": 4, \"stream\": true | partial_images",
                "\"prompt\": \"a\", \"partial_images\": 1 | partial_images",
                "\"prompt\": \"a\", \"output_format\": \"webp\" | output_format",
                "\"prompt\": \"a\", \"output_format\": \"gif\" | output_format",
                "\"prompt\": \"a\", \"output_compression\": 50 | output_compression",
                "\"prompt\": \"a\", \"response_format\": \"url\" | response_format",
                "\"prompt\": \"a\", \"background\": \"transparent\" | background",
                "\"prompt\": \"a\", \"quality\": \"high\" | quality",
                "\"prompt\": \"a\", \"style\": \"vivid\" | style",
                "\"prompt\": \"a\", \"colour\": \"red\" | colour",
                "\"n\": 1 | prompt"
            })
    void whatCannotBeRightIsRefusedByName(String fields, String param) throws Exception {
        server.broker.with(Drawing.class, artist);
        HttpResponse<String> response = server.post(PATH, "{" + fields + "}");
        assertEquals(400, response.statusCode(), response.body());
        JsonNode error = TestServer.json(response.body()).path("error");
        assertEquals(param, error.path("param").asText(), response.body());
        assertEquals("invalid_request_error", error.path("type").asText());
        assertEquals(List.of(), artist.prompts);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/v1/images/edits", "/v1/images/variations"})
    void whereNobodyDrawsThatIsSaid(String path) throws Exception {
        HttpResponse<String> response = server.post(path, "{\"prompt\": \"a\"}");
        assertEquals(501, response.statusCode());
        assertEquals(
                "not-implemented", TestServer.json(response.body()).at("/error/code").asText());
    }

    @Test
    void aModelWithoutAGeneratorIsNotWaitedFor() throws Exception {
        artist.withoutModel = true;
        HttpResponse<String> response = draw("");
        assertEquals(501, response.statusCode(), response.body());
        assertTrue(response.body().contains("has no picture generator"), response.body());
        assertEquals(List.of(), artist.prompts);
    }

    @Test
    void thePageIsToldWhetherPicturesCanBeMade() throws Exception {
        assertFalse(draws());
        server.broker.with(Drawing.class, artist);
        assertTrue(draws());
        artist.withoutModel = true;
        assertFalse(draws());
    }

    private boolean draws() throws Exception {
        return TestServer.json(server.get("/v1/state").body()).path("draws").booleanValue();
    }

    @Test
    void whoDrewBeforeIsBeingReplacedUntilItsBundleHasGone() throws Exception {
        assertEquals(200, draw("").statusCode());
        server.broker.without(artist);
        HttpResponse<String> response = server.post(PATH, "{\"prompt\": \"a\"}");
        assertEquals(503, response.statusCode(), response.body());
        assertEquals("1", response.headers().firstValue("Retry-After").orElse(""));
        server.bundles = name -> Bundle.UNINSTALLED;
        assertEquals(501, server.post(PATH, "{\"prompt\": \"a\"}").statusCode());
    }

    @Test
    void aFailureHasTheStatusOfTheTable() throws Exception {
        server.broker.with(
                Drawing.class,
                new Failing(
                        new MemoryRefusedException("Too much for this machine.", 2, 1, Map.of())));
        HttpResponse<String> response = server.post(PATH, "{\"prompt\": \"a\"}");
        assertEquals(503, response.statusCode(), response.body());
        assertEquals("memory-refused", TestServer.json(response.body()).at("/error/code").asText());
    }

    @Test
    void aFailureInAStreamIsItsLastEvent() throws Exception {
        server.broker.with(Drawing.class, new Failing(new BrokenModelException("Not a number.")));
        HttpResponse<String> response =
                server.post(PATH, "{\"prompt\": \"a\", \"stream\": true, \"steps\": 4}");
        assertEquals(200, response.statusCode(), response.body());
        String last = response.body().strip().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(response.body().contains("event: error\n"), response.body());
        JsonNode error = TestServer.json(last.substring("data: ".length()));
        assertEquals("broken-model", error.at("/error/code").asText());
    }

    /** Fails, behind a step if it has one to do. */
    private record Failing(io.mingle.api.error.MingleException error) implements Drawing {

        @Override
        public Generation<Drawings> draw(String prompt, DrawingOptions options) {
            GenerationChannel<Drawings> channel = new GenerationChannel<>();
            if (options.steps().isPresent()) {
                channel.publish(new Progress("drawing", 1, options.steps().getAsInt()));
            }
            channel.failed(error);
            return channel;
        }

        @Override
        public List<PictureSize> sizes() {
            return List.of(FakeArtist.USUAL);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatGoesAwayCancelsTheDrawing(boolean stream) throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        server.broker.with(Drawing.class, new Endless(cancelled));
        String body = "{\"prompt\": \"a\", \"stream\": " + stream + "}";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(
                            ("POST %s HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + "Content-Length: %s\r\n\r\n%s")
                                    .formatted(PATH, body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertTrue(in.read() > 0, "the answer has begun");
        }
        assertTrue(cancelled.await(30, TimeUnit.SECONDS));
    }

    /** Does one step, and no more until it is cancelled. */
    private record Endless(CountDownLatch cancelled) implements Drawing {

        @Override
        public Generation<Drawings> draw(String prompt, DrawingOptions options) {
            GenerationChannel<Drawings> channel = new GenerationChannel<>();
            channel.publish(new Progress("drawing", 1, 100));
            channel.onCancel(
                    () -> {
                        channel.cancelled();
                        cancelled.countDown();
                    });
            return channel;
        }

        @Override
        public List<PictureSize> sizes() {
            return List.of(FakeArtist.USUAL);
        }
    }

    @Test
    void aMingleOnAnotherHostIsUnderstood() throws Exception {
        server.broker.with(Drawing.class, artist);
        DrawingOptions asked =
                DrawingOptions.USUAL
                        .withSize(32, 16)
                        .withSteps(12)
                        .withSeed(11)
                        .withCount(2)
                        .withNegative("rain")
                        .withGuidance(Guidance.USUAL.withText(3.5));
        try (OtherHost other = new OtherHost(server, Offer.DRAWING)) {
            Drawings drawn =
                    other.service(Drawing.class)
                            .draw("two circles", asked)
                            .join(Duration.ofSeconds(60))
                            .result();
            assertEquals(asked, artist.options.get(0));
            assertEquals(2, drawn.pictures().size());
            assertEquals(new PictureSize(32, 16), drawn.first().size());
            assertEquals(12, drawn.pictures().get(1).seed());
        }
    }
}
