package io.mingle.http.internal.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.http.internal.FormParts;
import io.mingle.http.internal.OtherHost;
import io.mingle.http.internal.TestServer;
import io.mingle.remote.internal.wire.Offer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EditsTest {

    private static final String PATH = "/v1/images/edits";
    private static final Picture PICTURE = FakeArtist.picture(new PictureSize(8, 6), 1);
    private static final Picture MASK = FakeArtist.picture(new PictureSize(8, 6), 2);

    private final FakeArtist artist = new FakeArtist();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of("largestRequest", 1L << 20), List.of());
        server.broker.with(Editing.class, artist).with(Drawing.class, artist);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> send(byte[] form) throws Exception {
        return server.send(
                server.request(PATH)
                        .header(
                                "Content-Type",
                                "multipart/form-data; boundary=" + FormParts.BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form)));
    }

    private static String url(Picture picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.bytes());
    }

    private static void assertRefused(int status, String code, HttpResponse<String> response)
            throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(code, TestServer.json(response.body()).at("/error/code").asText());
    }

    @Test
    void aFormHasThePictureTheInstructionAndTheMask() throws Exception {
        HttpResponse<String> response =
                send(
                        new FormParts()
                                .text("model", "nano")
                                .text("prompt", "mache den Kreis grün")
                                .file("image", PICTURE.bytes())
                                .file("mask", MASK.bytes())
                                .text("n", "2")
                                .text("size", "32x16")
                                .text("seed", "9223372036854775807")
                                .text("guidance", "2.5")
                                .text("image_guidance", "1.5")
                                .text("guidance_mode", "text_under_image")
                                .text("guidance_rescale", "0.5")
                                .text("guidance_interval", "0.1-.8")
                                .text("stream", "false")
                                .end());
        assertEquals(200, response.statusCode(), response.body());
        assertEquals(2, artist.options.get(0).count());
        assertEquals(new PictureSize(32, 16), artist.options.get(0).size().orElseThrow());
        assertEquals(OptionalLong.of(Long.MAX_VALUE), artist.options.get(0).seed());
        Guidance guidance = artist.options.get(0).guidance();
        assertEquals(OptionalDouble.of(2.5), guidance.text());
        assertEquals(OptionalDouble.of(1.5), guidance.image());
        assertEquals(Guidance.Mode.TEXT_UNDER_IMAGE, guidance.mode());
        assertEquals(0.5, guidance.rescale());
        assertEquals(List.of(0.1, 0.8), List.of(guidance.from(), guidance.to()));
        assertEquals("mache den Kreis grün", artist.edits.get(0).instruction());
        assertArrayEquals(PICTURE.bytes(), artist.edits.get(0).picture().bytes());
        assertArrayEquals(MASK.bytes(), artist.edits.get(0).mask().orElseThrow().bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "image[]", "image[0]"})
    void aPictureIsCalledAsClientsCallIt(String name) throws Exception {
        HttpResponse<String> response =
                send(new FormParts().file(name, PICTURE.bytes()).text("prompt", "a").end());
        assertEquals(200, response.statusCode(), response.body());
        JsonNode json = TestServer.json(response.body());
        assertEquals(7, json.at("/data/0/seed").asInt());
        assertArrayEquals(PICTURE.bytes(), artist.edits.get(0).picture().bytes());
    }

    @Test
    void jsonHasThePictureAsADataUrl() throws Exception {
        HttpResponse<String> response =
                server.post(
                        PATH,
                        "{\"prompt\": \"a\", \"images\": [{\"image_url\": \"%s\"}], \"mask\": {\"image_url\": \"%s\"}}"
                                .formatted(url(PICTURE), url(MASK)));
        assertEquals(200, response.statusCode(), response.body());
        assertArrayEquals(PICTURE.bytes(), artist.edits.get(0).picture().bytes());
        assertArrayEquals(MASK.bytes(), artist.edits.get(0).mask().orElseThrow().bytes());
    }

    @Test
    void aStreamHasItsOwnEvents() throws Exception {
        HttpResponse<String> response =
                send(
                        new FormParts()
                                .text("stream", "true")
                                .text("partial_images", "1")
                                .text("steps", "4")
                                .text("prompt", "a")
                                .file("image[]", PICTURE.bytes())
                                .end());
        assertEquals(200, response.statusCode(), response.body());
        assertEquals(
                List.of("event: image_edit.partial_image", "event: image_edit.completed"),
                response.body().lines().filter(it -> it.startsWith("event: ")).toList());
    }

    @Test
    void theFirstPictureIsChangedAndTheOthersAreSeenBesideIt() throws Exception {
        HttpResponse<String> response =
                send(
                        new FormParts()
                                .file("image[]", PICTURE.bytes())
                                .file("image[]", MASK.bytes())
                                .file("image[]", PICTURE.bytes())
                                .text("prompt", "a")
                                .end());
        assertEquals(200, response.statusCode(), response.body());
        assertArrayEquals(PICTURE.bytes(), artist.edits.get(0).picture().bytes());
        assertEquals(2, artist.edits.get(0).beside().size());
        assertArrayEquals(MASK.bytes(), artist.edits.get(0).beside().get(0).bytes());
        String image = "{\"image_url\": \"%s\"}".formatted(url(PICTURE));
        response =
                server.post(
                        PATH,
                        "{\"prompt\": \"a\", \"n\": 2, \"images\": [%s, %1$s]}".formatted(image));
        assertEquals(200, response.statusCode(), response.body());
        assertEquals(1, artist.edits.get(1).beside().size());
        assertEquals(2, TestServer.json(response.body()).path("data").size());
    }

    @Test
    void noPictureOrTooManyAreRefused() throws Exception {
        FormParts many = new FormParts().text("prompt", "a");
        for (int i = 0; i < 17; i++) {
            many.file("image[]", PICTURE.bytes());
        }
        assertRefused(400, "invalid-request", send(many.end()));
        assertRefused(
                400,
                "invalid-request",
                send(
                        new FormParts()
                                .file("image", PICTURE.bytes())
                                .file("mask", MASK.bytes())
                                .file("mask", MASK.bytes())
                                .text("prompt", "a")
                                .end()));
        HttpResponse<String> none = send(new FormParts().text("prompt", "a").end());
        assertRefused(400, "invalid-request", none);
        assertEquals("image", TestServer.json(none.body()).at("/error/param").asText());
        assertRefused(400, "invalid-request", server.post(PATH, "{\"prompt\": \"a\"}"));
        assertRefused(
                400,
                "invalid-request",
                server.post(PATH, "{\"prompt\": \"a\", \"images\": [{\"file_id\": \"f\"}]}"));
    }

    @Test
    void addressesThatNobodyAllowedAreNotAsked() throws Exception {
        assertRefused(
                400,
                "remote-url-refused",
                server.post(
                        PATH,
                        "{\"prompt\": \"a\", \"images\": [{\"image_url\":"
                                + " \"https://example.com/a.png\"}]}"));
    }

    @Test
    void aFormThatIsNoneIsRefused() throws Exception {
        assertRefused(400, "invalid-request", send("no form".getBytes(StandardCharsets.UTF_8)));
        assertRefused(400, "invalid-request", send(new byte[0]));
        byte[] whole = new FormParts().file("image", PICTURE.bytes()).text("prompt", "a").end();
        byte[] cut = java.util.Arrays.copyOf(whole, 200);
        assertTrue(send(cut).statusCode() == 400 || send(cut).statusCode() == 422);
        assertRefused(
                415,
                "unsupported-media-type",
                server.send(
                        server.request(PATH)
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("a"))));
        assertRefused(
                400,
                "invalid-request",
                server.send(
                        server.request(PATH)
                                .header("Content-Type", "multipart/form-data")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(whole))));
        assertEquals(List.of(), artist.edits);
    }

    @Test
    void partsThatNobodyKnowsAreRefusedByTheirNames() throws Exception {
        for (byte[] form :
                List.of(
                        new FormParts().file("picture", PICTURE.bytes()).text("prompt", "a").end(),
                        new FormParts().text("prompt", "a").text("prompt", "b").end(),
                        new FormParts()
                                .file("image", PICTURE.bytes())
                                .text("prompt", "a")
                                .text("steps", "many")
                                .end(),
                        new FormParts()
                                .file("image", PICTURE.bytes())
                                .text("prompt", "a")
                                .text("colour", "red")
                                .end())) {
            assertRefused(400, "invalid-request", send(form));
        }
        assertEquals(List.of(), artist.edits);
    }

    @Test
    void aFormIsBoundedAsAllBodiesAre() throws Exception {
        byte[] large = new byte[2 << 20];
        new Random(1).nextBytes(large);
        assertRefused(
                413,
                "content-too-large",
                send(new FormParts().file("image", large).text("prompt", "a").end()));
        byte[] form = new FormParts().file("image", large).text("prompt", "a").end();
        // Whose length nobody knows before.
        assertRefused(
                413,
                "content-too-large",
                server.send(
                        server.request(PATH)
                                .header(
                                        "Content-Type",
                                        "multipart/form-data; boundary=" + FormParts.BOUNDARY)
                                .POST(
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () -> new java.io.ByteArrayInputStream(form)))));
        FormParts many = new FormParts();
        for (int i = 0; i < 65; i++) {
            many.text("p" + i, "a");
        }
        assertRefused(400, "invalid-request", send(many.end()));
        assertEquals(List.of(), artist.edits);
    }

    @Test
    void aMingleOnAnotherHostIsUnderstood() throws Exception {
        DrawingOptions asked =
                DrawingOptions.USUAL
                        .withSeed(-3)
                        .withGuidance(
                                Guidance.USUAL.withImage(1.5).withMode(Guidance.Mode.ADDITIVE));
        Edit edit = new Edit(PICTURE, "mache den Kreis grün", Optional.of(MASK), List.of(MASK));
        try (OtherHost other = new OtherHost(server, Offer.EDITING)) {
            other.service(Editing.class).edit(edit, asked).join(Duration.ofSeconds(60));
            assertEquals(asked, artist.options.get(0));
            assertEquals(edit.instruction(), artist.edits.get(0).instruction());
            assertArrayEquals(PICTURE.bytes(), artist.edits.get(0).picture().bytes());
            assertArrayEquals(MASK.bytes(), artist.edits.get(0).mask().orElseThrow().bytes());
            assertEquals(1, artist.edits.get(0).beside().size());
            assertArrayEquals(MASK.bytes(), artist.edits.get(0).beside().get(0).bytes());
        }
    }
}
