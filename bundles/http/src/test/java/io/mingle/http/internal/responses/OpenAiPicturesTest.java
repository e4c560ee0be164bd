package io.mingle.http.internal.responses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.Tool;
import com.openai.models.responses.ToolChoiceTypes;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.Editing;
import io.mingle.http.internal.StrictOpenAi;
import io.mingle.http.internal.TestServer;
import io.mingle.http.internal.images.FakeArtist;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What OpenAI's own client for Java makes of pictures in responses. It refuses what its model of
 * answers does not have.
 */
@Timeout(120)
class OpenAiPicturesTest {

    private final FakeArtist artist = new FakeArtist();
    private TestServer server;
    private OpenAIClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(Editing.class, artist).with(Drawing.class, artist);
        client = StrictOpenAi.of(server);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private static ResponseCreateParams.Builder drawing(Tool.ImageGeneration tool) {
        return ResponseCreateParams.builder()
                .model("nano")
                .addTool(tool)
                .toolChoice(
                        ToolChoiceTypes.builder()
                                .type(ToolChoiceTypes.Type.IMAGE_GENERATION)
                                .build());
    }

    private static ResponseOutputItem.ImageGenerationCall call(Response response) {
        assertEquals(1, response.output().size());
        return response.output().get(0).asImageGenerationCall();
    }

    private static byte[] bytes(ResponseOutputItem.ImageGenerationCall call) {
        return Base64.getDecoder().decode(call.result().orElseThrow());
    }

    @Test
    void aPictureIsDrawnThenChanged() {
        Tool.ImageGeneration tool = Tool.ImageGeneration.builder().build();
        Response first = client.responses().create(drawing(tool).input("a red circle").build());
        ResponseOutputItem.ImageGenerationCall drawn = call(first);
        assertEquals(ResponseOutputItem.ImageGenerationCall.Status.COMPLETED, drawn.status());
        assertArrayEquals(FakeArtist.picture(FakeArtist.USUAL, 7).bytes(), bytes(drawn));
        assertEquals(21, first.usage().orElseThrow().totalTokens());
        Response second =
                client.responses()
                        .create(
                                drawing(tool)
                                        .inputOfResponse(
                                                List.of(
                                                        ResponseInputItem.ofImageGenerationCall(
                                                                ResponseInputItem
                                                                        .ImageGenerationCall
                                                                        .builder()
                                                                        .id(drawn.id())
                                                                        .result(
                                                                                drawn.result()
                                                                                        .orElseThrow())
                                                                        .status(
                                                                                ResponseInputItem
                                                                                        .ImageGenerationCall
                                                                                        .Status
                                                                                        .COMPLETED)
                                                                        .build()),
                                                        ResponseInputItem.ofMessage(
                                                                ResponseInputItem.Message.builder()
                                                                        .role(
                                                                                ResponseInputItem
                                                                                        .Message
                                                                                        .Role.USER)
                                                                        .addInputTextContent(
                                                                                "make it green")
                                                                        .build())))
                                        .build());
        assertTrue(call(second).result().isPresent());
        assertArrayEquals(bytes(drawn), artist.edits.get(0).picture().bytes());
    }

    @Test
    void aPictureComesAsAStreamWithPreviews() {
        Tool.ImageGeneration tool =
                Tool.ImageGeneration.builder()
                        .partialImages(2)
                        .putAdditionalProperty("steps", JsonValue.from(9))
                        .build();
        List<ResponseStreamEvent> events;
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(drawing(tool).input("a star").build())) {
            events = stream.stream().toList();
        }
        events.forEach(ResponseStreamEvent::validate);
        assertEquals(
                List.of(0L, 1L),
                events.stream()
                        .filter(ResponseStreamEvent::isImageGenerationCallPartialImage)
                        .map(it -> it.asImageGenerationCallPartialImage().partialImageIndex())
                        .toList());
        assertTrue(events.stream().anyMatch(ResponseStreamEvent::isImageGenerationCallCompleted));
        Response last = events.get(events.size() - 1).asCompleted().response();
        assertArrayEquals(FakeArtist.picture(FakeArtist.USUAL, 7).bytes(), bytes(call(last)));
    }
}
