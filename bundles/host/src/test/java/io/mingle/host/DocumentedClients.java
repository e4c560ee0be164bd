package io.mingle.host;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.PrintStream;

/** The programs that docs/server.md shows, word for word. */
final class DocumentedClients {

    private DocumentedClients() {}

    static void openAi(String baseUrl, String key, PrintStream out) {
        OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey(key).build();
        ChatCompletionCreateParams question =
                ChatCompletionCreateParams.builder()
                        .model("nano")
                        .addUserMessage("How are you?")
                        .build();
        try (StreamResponse<ChatCompletionChunk> answer =
                client.chat().completions().createStreaming(question)) {
            answer.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(out::print));
        }
    }

    static String langChain4j(String baseUrl, String key, String base64) {
        ChatModel model =
                OpenAiChatModel.builder().baseUrl(baseUrl).apiKey(key).modelName("nano").build();
        UserMessage question =
                UserMessage.from(
                        ImageContent.from(base64, "image/png"), TextContent.from("Read the text."));
        return model.chat(question).aiMessage().text();
    }
}
