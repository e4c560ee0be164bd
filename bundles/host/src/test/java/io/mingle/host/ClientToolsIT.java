package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ToolChoiceOptions;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls of tools, and the newer interface, by the clients that others use. */
@Timeout(300)
class ClientToolsIT {

    @TempDir private static Path folder;
    private static ServedMingle mingle;
    private static OpenAIClient client;

    @BeforeAll
    static void serve() throws Exception {
        mingle = new ServedMingle(folder);
        client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(mingle.baseUrl())
                        .apiKey("none")
                        .responseValidation(true)
                        .maxRetries(0)
                        .timeout(Duration.ofSeconds(120))
                        .build();
    }

    @AfterAll
    static void stop() {
        mingle.close();
    }

    /** A tool: the client makes a function of it. */
    public static final class Turn {
        public boolean left;
        public boolean twice;
    }

    private static ChatCompletionCreateParams turning() {
        return ChatCompletionCreateParams.builder()
                .model("nano")
                .addUserMessage("Turn left.")
                .addTool(Turn.class)
                .toolChoice(
                        ChatCompletionToolChoiceOption.ofAuto(
                                ChatCompletionToolChoiceOption.Auto.REQUIRED))
                .parallelToolCalls(false)
                .maxCompletionTokens(300)
                .build();
    }

    private static ChatCompletionMessageFunctionToolCall call(ChatCompletion completion) {
        ChatCompletion.Choice choice = completion.choices().get(0);
        assertEquals(ChatCompletion.Choice.FinishReason.TOOL_CALLS, choice.finishReason());
        List<ChatCompletionMessageToolCall> calls = choice.message().toolCalls().orElseThrow();
        assertEquals(1, calls.size());
        return calls.get(0).function().orElseThrow();
    }

    @Test
    void aToolIsCalledWithArgumentsOfItsClass() {
        ChatCompletionMessageFunctionToolCall call =
                call(client.chat().completions().create(turning()));
        assertEquals("Turn", call.function().name());
        assertFalse(call.id().isEmpty());
        // Of another type they could not be read.
        call.function().arguments(Turn.class);
    }

    @Test
    void aStreamedCallIsTheSameWhenItIsPutTogether() {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(turning())) {
            stream.stream().forEach(accumulator::accumulate);
        }
        assertEquals(
                call(client.chat().completions().create(turning())).function(),
                call(accumulator.chatCompletion()).function());
    }

    @Test
    void aToolWithItsResultIsTakenBack() {
        ChatCompletionCreateParams turning = turning();
        ChatCompletion called = client.chat().completions().create(turning);
        ChatCompletion answered =
                client.chat()
                        .completions()
                        .create(
                                turning.toBuilder()
                                        .addMessage(called.choices().get(0).message())
                                        .addMessage(
                                                ChatCompletionToolMessageParam.builder()
                                                        .toolCallId(call(called).id())
                                                        .content("Turned.")
                                                        .build())
                                        .toolChoice(
                                                ChatCompletionToolChoiceOption.ofAuto(
                                                        ChatCompletionToolChoiceOption.Auto.NONE))
                                        .build());
        assertTrue(answered.choices().get(0).message().content().isPresent());
    }

    private static ResponseCreateParams.Builder asked(String input) {
        return ResponseCreateParams.builder().model("nano").input(input).maxOutputTokens(300);
    }

    private static String text(Response response) {
        StringBuilder text = new StringBuilder();
        response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .forEach(part -> text.append(part.text()));
        return text.toString();
    }

    @Test
    void aResponseIsTheSameWholeAndStreamed() {
        ResponseCreateParams params = asked("What is this?").build();
        Response whole = client.responses().create(params);
        assertEquals(Optional.of(ResponseStatus.COMPLETED), whole.status());
        assertTrue(whole.usage().orElseThrow().outputTokens() > 0);
        assertFalse(text(whole).isEmpty());

        ResponseAccumulator accumulator = ResponseAccumulator.create();
        StringBuilder pieces = new StringBuilder();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(params)) {
            stream.stream()
                    .peek(accumulator::accumulate)
                    .forEach(it -> it.outputTextDelta().ifPresent(d -> pieces.append(d.delta())));
        }
        assertEquals(text(whole), text(accumulator.response()));
        assertEquals(text(whole), pieces.toString());
    }

    @Test
    void aResponseIsAnObjectOfAClass() {
        Turn turn =
                client
                        .responses()
                        .create(asked("Turn left.").text(Turn.class).build())
                        .output()
                        .stream()
                        .flatMap(item -> item.message().stream())
                        .flatMap(message -> message.content().stream())
                        .flatMap(content -> content.outputText().stream())
                        .findFirst()
                        .orElseThrow();
        assertTrue(turn != null);
    }

    private static Response streamed(ResponseCreateParams params) {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.response();
    }

    private static ResponseFunctionToolCall call(Response response) {
        List<ResponseFunctionToolCall> calls =
                response.output().stream().flatMap(item -> item.functionCall().stream()).toList();
        assertEquals(1, calls.size());
        return calls.get(0);
    }

    @Test
    void aResponseCallsAToolAndReadsItsResultBack() {
        ResponseCreateParams calling =
                asked("Turn left.")
                        .addTool(Turn.class)
                        .toolChoice(ToolChoiceOptions.REQUIRED)
                        .parallelToolCalls(false)
                        .build();
        ResponseFunctionToolCall call = call(client.responses().create(calling));
        assertEquals("Turn", call.name());
        call.arguments(Turn.class);
        assertEquals(call.arguments(), call(streamed(calling)).arguments());
        ResponseCreateParams next =
                asked("Turn left.")
                        .inputOfResponse(
                                List.of(
                                        ResponseInputItem.ofFunctionCall(call),
                                        ResponseInputItem.ofFunctionCallOutput(
                                                ResponseInputItem.FunctionCallOutput.builder()
                                                        .callId(call.callId())
                                                        .output("Turned.")
                                                        .build())))
                        .build();
        assertFalse(text(client.responses().create(next)).isEmpty());
    }

    private static ChatRequest request() {
        return ChatRequest.builder()
                .messages(UserMessage.from("Turn left."))
                .toolSpecifications(
                        ToolSpecification.builder()
                                .name("turn")
                                .parameters(
                                        JsonObjectSchema.builder()
                                                .addBooleanProperty("left")
                                                .required("left")
                                                .build())
                                .build())
                .toolChoice(ToolChoice.REQUIRED)
                .maxOutputTokens(300)
                .build();
    }

    @Test
    void langChain4jCallsATool() throws Exception {
        ChatResponse response =
                OpenAiChatModel.builder()
                        .baseUrl(mingle.baseUrl())
                        .apiKey("none")
                        .modelName("nano")
                        .parallelToolCalls(false)
                        .build()
                        .chat(request());
        assertEquals(FinishReason.TOOL_EXECUTION, response.finishReason());
        assertCalled(response);
    }

    @Test
    void langChain4jCallsAToolByAStream() throws Exception {
        CompletableFuture<ChatResponse> end = new CompletableFuture<>();
        OpenAiStreamingChatModel.builder()
                .baseUrl(mingle.baseUrl())
                .apiKey("none")
                .modelName("nano")
                .parallelToolCalls(false)
                .build()
                .chat(
                        request(),
                        new StreamingChatResponseHandler() {
                            @Override
                            public void onCompleteResponse(ChatResponse response) {
                                end.complete(response);
                            }

                            @Override
                            public void onError(Throwable error) {
                                end.completeExceptionally(error);
                            }
                        });
        assertCalled(end.get(120, TimeUnit.SECONDS));
    }

    private static void assertCalled(ChatResponse response) throws Exception {
        List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
        assertEquals(1, calls.size());
        assertEquals("turn", calls.get(0).name());
        String arguments = calls.get(0).arguments();
        assertTrue(new ObjectMapper().readTree(arguments).path("left").isBoolean(), arguments);
    }
}
