package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ToolChoiceOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools and responses, by OpenAI's own client for Java. */
@Timeout(300)
class OpenAiToolsIT {

    @TempDir private static Path folder;
    private static ServedMingle mingle;
    private static OpenAIClient client;

    /** What is to be called; the client makes a tool of it. */
    public static final class Move {
        public int x;
        public boolean fast;
    }

    @BeforeAll
    static void serve() throws Exception {
        mingle = new ServedMingle(folder);
        // One that takes no answer for valid that the client's own model of answers does not.
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

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder()
                .model("nano")
                .addUserMessage("Go.")
                .addTool(Move.class);
    }

    private static ChatCompletionCreateParams calling() {
        return chat().toolChoice(
                        ChatCompletionToolChoiceOption.ofAuto(
                                ChatCompletionToolChoiceOption.Auto.REQUIRED))
                .parallelToolCalls(false)
                .build();
    }

    private static ChatCompletionMessageFunctionToolCall call(ChatCompletion completion) {
        assertEquals(
                ChatCompletion.Choice.FinishReason.TOOL_CALLS,
                completion.choices().get(0).finishReason());
        return completion.choices().get(0).message().toolCalls().orElseThrow().get(0).asFunction();
    }

    @Test
    void aToolIsCalledWithWhatItTakesAndItsResultIsReadBack() {
        ChatCompletion completion = client.chat().completions().create(calling());
        ChatCompletionMessageFunctionToolCall call = call(completion);
        // What does not fit could not be read.
        call.function().arguments(Move.class);
        ChatCompletionCreateParams next =
                chat().addMessage(completion.choices().get(0).message())
                        .addMessage(
                                ChatCompletionToolMessageParam.builder()
                                        .toolCallId(call.id())
                                        .content("done")
                                        .build())
                        .maxCompletionTokens(8)
                        .build();
        assertEquals(1, client.chat().completions().create(next).choices().size());
    }

    @Test
    void aCallThatIsStreamedIsTheSame() {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(calling())) {
            stream.stream().forEach(accumulator::accumulate);
        }
        ChatCompletion whole = client.chat().completions().create(calling());
        assertEquals(
                call(whole).function().arguments(),
                call(accumulator.chatCompletion()).function().arguments());
    }

    private static ResponseCreateParams.Builder response() {
        return ResponseCreateParams.builder().model("nano").input("Hello.").maxOutputTokens(64);
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(part -> part.outputText().stream())
                .map(ResponseOutputText::text)
                .reduce("", String::concat);
    }

    private static Response streamed(ResponseCreateParams params) {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.response();
    }

    @Test
    void aResponseIsTheSameWholeAndStreamed() {
        Response whole = client.responses().create(response().build());
        assertEquals(ResponseStatus.COMPLETED, whole.status().orElseThrow());
        assertFalse(text(whole).isEmpty());
        assertTrue(whole.usage().orElseThrow().outputTokens() > 0);
        assertEquals(text(whole), text(streamed(response().build())));
    }

    @Test
    void aResponseCallsAToolAndReadsItsResultBack() {
        ResponseCreateParams calling =
                response()
                        .addTool(Move.class)
                        .toolChoice(ToolChoiceOptions.REQUIRED)
                        .parallelToolCalls(false)
                        .build();
        ResponseFunctionToolCall call =
                client.responses().create(calling).output().get(0).asFunctionCall();
        call.arguments(Move.class);
        assertEquals(
                call.arguments(), streamed(calling).output().get(0).asFunctionCall().arguments());
        ResponseCreateParams next =
                response()
                        .inputOfResponse(
                                List.of(
                                        ResponseInputItem.ofFunctionCall(call),
                                        ResponseInputItem.ofFunctionCallOutput(
                                                ResponseInputItem.FunctionCallOutput.builder()
                                                        .callId(call.callId())
                                                        .output("done")
                                                        .build())))
                        .build();
        assertFalse(text(client.responses().create(next)).isEmpty());
    }
}
