package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What LangChain4j makes of {@code mingle serve}; by the HTTP client of the JDK, which asks every
 * server for another version of HTTP first.
 */
@Timeout(300)
class LangChain4jIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir private static Path folder;
    private static ServedMingle mingle;
    private static String key;

    @BeforeAll
    static void serve() throws Exception {
        Path keys = folder.resolve("keys.txt");
        key = ServedMingle.key(folder, keys, "tester");
        mingle = new ServedMingle(folder, "--keys", keys.toString(), "--verbose");
    }

    @AfterAll
    static void stop() {
        mingle.close();
    }

    private static OpenAiChatModel.OpenAiChatModelBuilder model() {
        return OpenAiChatModel.builder()
                .baseUrl(mingle.baseUrl())
                .apiKey(key)
                .modelName("nano")
                .maxRetries(0)
                .timeout(LIMIT);
    }

    private static OpenAiStreamingChatModel streaming() {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(mingle.baseUrl())
                .apiKey(key)
                .modelName("nano")
                .timeout(LIMIT)
                .build();
    }

    private static UserMessage picture() throws Exception {
        return UserMessage.from(
                ImageContent.from(NanoQuestions.picture(), "image/png"),
                TextContent.from(NanoQuestions.READ));
    }

    private static ResponseFormat schema(JsonSchema schema) {
        return ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(schema).build();
    }

    @Test
    void theModelThatServesIsListed() {
        List<ModelDescription> models =
                OpenAiModelCatalog.builder()
                        .baseUrl(mingle.baseUrl())
                        .apiKey(key)
                        .build()
                        .listModels();
        assertEquals(List.of("nano"), models.stream().map(ModelDescription::name).toList());
    }

    @Test
    void aConversationIsAnswered() {
        ChatModel model = model().maxCompletionTokens(8).build();
        ChatResponse response = model.chat(UserMessage.from("Hello."));
        int tokens = response.tokenUsage().outputTokenCount();
        assertTrue(tokens > 0 && tokens <= 8, tokens + " tokens");
    }

    @Test
    void theTextOfAPictureIsRead() throws Exception {
        assertEquals(NanoQuestions.LINE, model().build().chat(picture()).aiMessage().text());
    }

    @Test
    void theDocumentedProgramReadsThePicture() throws Exception {
        assertEquals(
                NanoQuestions.LINE,
                DocumentedClients.langChain4j(mingle.baseUrl(), key, NanoQuestions.picture()));
    }

    /** What a stream has told, once it has ended. */
    private static final class Listener implements StreamingChatResponseHandler {

        final StringBuilder pieces = new StringBuilder();
        final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            pieces.append(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }
    }

    @Test
    void anAnswerComesAsAStreamWithWhatItTook() throws Exception {
        Listener listener = new Listener();
        streaming().chat(ChatRequest.builder().messages(picture()).build(), listener);
        ChatResponse response = listener.end.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(NanoQuestions.LINE, listener.pieces.toString());
        assertEquals(NanoQuestions.LINE, response.aiMessage().text());
        assertTrue(response.tokenUsage().outputTokenCount() > 0);
    }

    @Test
    void anAnswerIsHeldToASchema() throws Exception {
        JsonSchema count =
                JsonSchema.builder()
                        .name("count")
                        .rootElement(
                                JsonObjectSchema.builder()
                                        .addIntegerProperty("shapes")
                                        .addBooleanProperty("any")
                                        .required("shapes", "any")
                                        .build())
                        .build();
        ChatModel model = model().strictJsonSchema(true).responseFormat(schema(count)).build();
        String answer = model.chat(picture()).aiMessage().text();
        JsonNode object = new ObjectMapper().readTree(answer);
        assertTrue(object.path("shapes").isInt() && object.path("any").isBoolean(), answer);
    }

    @Test
    void whoHasNoKeyIsToldSo() {
        ChatModel model = model().apiKey("mgl_wrong").build();
        assertRefused(AuthenticationException.class, 401, "invalid_api_key", model);
    }

    @Test
    void anotherModelIsNotFound() {
        ChatModel model = model().modelName("gpt-4").build();
        assertRefused(ModelNotFoundException.class, 404, "model_not_found", model);
    }

    @Test
    void aWrongParameterIsNamed() {
        ChatModel model = model().temperature(9.0).build();
        assertRefused(InvalidRequestException.class, 400, "'temperature' has to be", model);
    }

    private static void assertRefused(
            Class<? extends LangChain4jException> type, int status, String text, ChatModel model) {
        LangChain4jException refused =
                assertThrows(type, () -> model.chat(UserMessage.from("Hello.")));
        HttpException cause = assertInstanceOf(HttpException.class, refused.getCause());
        assertEquals(status, cause.statusCode());
        assertTrue(refused.getMessage().contains(text), refused.getMessage());
    }

    @Test
    void aStreamThatIsCancelledIsEndedByTheServer() throws Exception {
        JsonSchema endless =
                JsonSchema.builder()
                        .name("long")
                        .rootElement(JsonRawSchema.from(NanoQuestions.LONG_SCHEMA))
                        .build();
        ChatRequest request =
                ChatRequest.builder()
                        .messages(UserMessage.from("Count."))
                        .responseFormat(schema(endless))
                        .maxOutputTokens(4000)
                        .build();
        streaming()
                .chat(
                        request,
                        new StreamingChatResponseHandler() {
                            @Override
                            public void onPartialResponse(
                                    PartialResponse piece, PartialResponseContext context) {
                                context.streamingHandle().cancel();
                            }

                            @Override
                            public void onCompleteResponse(ChatResponse response) {
                                // Not wanted; the server's log tells how it ended.
                            }

                            @Override
                            public void onError(Throwable error) {
                                // As above.
                            }
                        });
        mingle.await("tester POST /v1/chat/completions 499 ");
    }
}
