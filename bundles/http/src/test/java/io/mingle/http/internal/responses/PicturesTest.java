package io.mingle.http.internal.responses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.http.internal.TestServer;
import io.mingle.http.internal.images.FakeArtist;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures in responses: the tool image_generation. */
@Timeout(60)
class PicturesTest {

    private static final String PATH = "/v1/responses";
    private static final Picture PICTURE = FakeArtist.picture(new PictureSize(8, 6), 1);
    private static final Picture OTHER = FakeArtist.picture(new PictureSize(8, 6), 2);

    private final FakeArtist artist = new FakeArtist();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(Editing.class, artist).with(Drawing.class, artist);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** Writes a body with quotes for apostrophes, in which the tool has to be called. */
    private static String body(String input, String tool, String more) {
        return ("{'model': 'nano', 'input': "
                        + input
                        + ", 'tool_choice': {'type':"
                        + " 'image_generation'}, 'tools': [{'type': 'web_search'}, {'type':"
                        + " 'image_generation'"
                        + tool
                        + "}]"
                        + more
                        + "}")
                .replace('\'', '"');
    }

    private JsonNode whole(String body) throws Exception {
        HttpResponse<String> response = server.post(PATH, body);
        assertEquals(200, response.statusCode(), response.body());
        return TestServer.json(response.body());
    }

    private static String base64(Picture picture) {
        return Base64.getEncoder().encodeToString(picture.bytes());
    }

    private static String image(Picture picture) {
        return "{'type': 'input_image', 'image_url': 'data:image/png;base64,%s'}"
                .formatted(base64(picture));
    }

    private static String said(String... parts) {
        return "{'role': 'user', 'content': [%s]}".formatted(String.join(", ", parts));
    }

    private static String text(String words) {
        return "{'type': 'input_text', 'text': '%s'}".formatted(words);
    }

    @Test
    void whoChoosesTheToolGetsAnItemWithThePicture() throws Exception {
        JsonNode json =
                whole(
                        body(
                                "'a red circle'",
                                ", 'seed': 7, 'steps': 4, 'size': '96x64', 'model': 'gpt-image-1'",
                                ""));
        assertEquals("completed", json.path("status").asText());
        assertEquals(1, json.path("output").size());
        JsonNode item = json.at("/output/0");
        assertEquals("image_generation_call", item.path("type").asText());
        assertEquals("completed", item.path("status").asText());
        assertEquals("generate", item.path("action").asText());
        assertEquals("png", item.path("output_format").asText());
        assertEquals(7, item.path("seed").asInt());
        assertFalse(item.has("size"), "clients know three sizes");
        assertTrue(item.path("id").asText().startsWith("ig_"));
        assertArrayEquals(
                FakeArtist.picture(new PictureSize(96, 64), 7).bytes(),
                Base64.getDecoder().decode(item.path("result").asText()));
        assertEquals(21, json.at("/usage/total_tokens").asInt());
        assertEquals("image_generation", json.at("/tools/0/type").asText());
        assertEquals("image_generation", json.at("/tool_choice/type").asText());
        assertEquals(List.of("a red circle"), artist.prompts);
        assertEquals(OptionalLong.of(7), artist.options.get(0).seed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'required'",
                "{'type': 'allowed_tools', 'mode': 'required', 'tools': [{'type':"
                        + " 'image_generation'}]}"
            })
    void itIsChosenInOtherWaysToo(String choice) throws Exception {
        whole(
                ("{'model': 'nano', 'input': 'a star', 'tools': [{'type': 'image_generation'}],"
                                + " 'tool_choice': "
                                + choice
                                + "}")
                        .replace('\'', '"'));
        assertEquals(List.of("a star"), artist.prompts);
    }

    @Test
    void whoOnlyOffersItIsAnsweredInWords() throws Exception {
        server.answering("A cat.");
        JsonNode json =
                whole(
                        "{'model': 'nano', 'input': 'What?', 'tools': [{'type': 'image_generation'}]}"
                                .replace('\'', '"'));
        assertEquals("message", json.at("/output/0/type").asText());
        assertEquals(List.of(), artist.prompts);
    }

    @Test
    void thePicturesOfTheLastMessageAreChangedAndSeenBeside() throws Exception {
        String input =
                "["
                        + said(text("a star"))
                        + ", {'role': 'assistant', 'content': 'Here.'}, "
                        + said(image(PICTURE), image(OTHER), text("make it green"))
                        + "]";
        String mask =
                ", 'input_image_mask': {'image_url': 'data:image/png;base64,%s'}"
                        .formatted(base64(OTHER));
        JsonNode json = whole(body(input, mask, ""));
        assertEquals("edit", json.at("/output/0/action").asText());
        assertFalse(json.at("/tools/0").has("input_image_mask"), "it is not sent back");
        assertEquals("make it green", artist.edits.get(0).instruction());
        assertArrayEquals(PICTURE.bytes(), artist.edits.get(0).picture().bytes());
        assertArrayEquals(OTHER.bytes(), artist.edits.get(0).beside().get(0).bytes());
        assertArrayEquals(OTHER.bytes(), artist.edits.get(0).mask().orElseThrow().bytes());
    }

    @Test
    void whatWasDrawnIsChangedFurtherAndLookedAt() throws Exception {
        JsonNode drawn = whole(body("'a red circle'", "", "")).at("/output/0");
        String input =
                "[" + said(text("a red circle")) + ", " + drawn + ", " + said(text("green")) + "]";
        JsonNode changed = whole(body(input, "", ""));
        assertEquals("edit", changed.at("/output/0/action").asText());
        assertArrayEquals(
                Base64.getDecoder().decode(drawn.path("result").asText()),
                artist.edits.get(0).picture().bytes());
        JsonNode fresh = whole(body(input, ", 'action': 'generate'", ""));
        assertEquals("generate", fresh.at("/output/0/action").asText());
        server.answering("A circle.");
        whole(("{'model': 'nano', 'input': " + input + "}").replace('\'', '"'));
        assertTrue(
                server.asked.get(0).messages().stream()
                        .anyMatch(it -> it.content().stream().anyMatch(Picture.class::isInstance)));
    }

    @Test
    void aStreamHasItsEventsInOrder() throws Exception {
        HttpResponse<String> response =
                server.post(
                        PATH,
                        body(
                                "'a star'",
                                ", 'partial_images': 2, 'steps': 9, 'seed': 3",
                                ", 'stream': true"));
        assertEquals(200, response.statusCode(), response.body());
        List<JsonNode> events = events(response.body());
        assertEquals(
                List.of(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "image_generation_call.in_progress",
                        "image_generation_call.generating",
                        "image_generation_call.partial_image",
                        "image_generation_call.partial_image",
                        "image_generation_call.completed",
                        "output_item.done",
                        "completed"),
                events.stream()
                        .map(it -> it.path("type").asText().replace("response.", ""))
                        .toList());
        String id = events.get(2).at("/item/id").asText();
        for (int i = 3; i < 8; i++) {
            assertEquals(id, events.get(i).path("item_id").asText());
            assertEquals(0, events.get(i).path("output_index").asInt(-1));
        }
        assertTrue(events.get(2).at("/item/result").isNull());
        assertEquals(1, events.get(6).path("partial_image_index").asInt(-1));
        assertTrue(events.get(6).path("partial_image_b64").asText().length() > 20);
        assertEquals(events.get(8).path("item"), events.get(9).at("/response/output/0"));
    }

    private static List<JsonNode> events(String body) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String line : body.lines().filter(it -> it.startsWith("data: ")).toList()) {
            JsonNode event = TestServer.json(line.substring("data: ".length()));
            assertEquals(events.size(), event.path("sequence_number").asInt(-1));
            events.add(event);
        }
        return events;
    }

    @Test
    void aFailureInAStreamFailsItsItem() throws Exception {
        server.broker.without(artist).with(Drawing.class, new Failing());
        HttpResponse<String> response = server.post(PATH, body("'a star'", "", ", 'stream': true"));
        List<JsonNode> events = events(response.body());
        JsonNode last = events.get(events.size() - 1);
        assertEquals("response.failed", last.path("type").asText());
        assertEquals("failed", last.at("/response/output/0/status").asText());
        assertEquals("error", events.get(events.size() - 2).path("type").asText());
    }

    /** Does a step, and fails. */
    private static final class Failing implements Drawing {

        @Override
        public Generation<Drawings> draw(String prompt, DrawingOptions options) {
            GenerationChannel<Drawings> channel = new GenerationChannel<>();
            channel.publish(new Progress("drawing", 1, 2));
            channel.failed(new BrokenModelException("Not a number."));
            return channel;
        }

        @Override
        public List<PictureSize> sizes() {
            return List.of(FakeArtist.USUAL);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a'|, 'action': 'edit'|tools[1].action",
                "'a'|, 'action': 'draw'|tools[1].action",
                "'a'|, 'input_image_mask': {'image_url':"
                        + " 'data:image/png;base64,AA=='}|tools[1].input_image_mask",
                "'a'|, 'input_image_mask': {'file_id': 'f'}|tools[1].input_image_mask.file_id",
                "'a'|, 'output_format': 'webp'|tools[1].output_format",
                "'a'|, 'size': 'large'|tools[1].size",
                "'a'|, 'partial_images': 1|tools[1].partial_images",
                "'a'|, 'background': 'transparent'|tools[1].background",
                "'a'|, 'svg': {}|tools[1].svg",
                "[{'type': 'image_generation_call', 'id': 'ig_1', 'status': 'completed'}, {'role':"
                        + " 'user', 'content': 'a'}]||input[0].result",
                "[{'role': 'user', 'content': [{'type': 'input_audio', 'input_audio': {'data':"
                        + " 'AA=='}}, {'type': 'input_text', 'text': 'a'}]}]||input"
            })
    void whatCannotBeRightIsRefusedByName(String input, String tool, String param)
            throws Exception {
        HttpResponse<String> response =
                server.post(PATH, body(input, tool == null ? "" : tool, ""));
        assertEquals(400, response.statusCode(), response.body());
        assertEquals(
                param,
                TestServer.json(response.body()).at("/error/param").asText(),
                response.body());
        assertEquals(List.of(), artist.prompts);
    }

    @Test
    void theToolHasToBeOffered() throws Exception {
        HttpResponse<String> response =
                server.post(
                        PATH,
                        "{'model': 'nano', 'input': 'a', 'tool_choice': {'type': 'image_generation'}}"
                                .replace('\'', '"'));
        assertEquals(400, response.statusCode(), response.body());
        assertEquals("tool_choice", TestServer.json(response.body()).at("/error/param").asText());
    }

    @Test
    void whereNobodyDrawsThatIsSaid() throws Exception {
        try (TestServer bare = new TestServer(Map.of(), List.of())) {
            HttpResponse<String> response = bare.post(PATH, body("'a'", "", ""));
            assertEquals(501, response.statusCode(), response.body());
        }
    }
}
