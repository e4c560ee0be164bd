package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.document.ChartMethod;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.document.TextLayer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Grid;
import io.mingle.thinker.prompt.Message;
import io.mingle.thinker.prompt.Part;
import io.mingle.thinker.prompt.Role;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The prompts of documents and charts become the tokens that the reference makes of them.
 *
 * <p>{@code prompts.json} has the ids that tokenizers 0.21.4 gives to the published template with
 * these words and with pictures of six visual tokens, by {@code torture-tokenizer.json} of the
 * core.
 */
@Timeout(120)
class PromptParityTest {

    private static final String TOKENIZER = "/io/mingle/thinker/tokenizer/torture-tokenizer.json";
    private static final String CONFIG =
            """
            {"llm_config": {"vocab_size": 910, "hidden_size": 32, "num_hidden_layers": 1,
              "num_attention_heads": 2, "head_dim": 16, "num_key_value_heads": 1,
              "num_experts": 4, "num_experts_per_tok": 2, "num_shared_experts": 1,
              "moe_intermediate_size": 16, "rope_theta": 10000, "multi_gate": true,
              "rope_scaling": {"type": "3D"}, "eos_token_id": 900, "image_patch_token": 903,
              "image_start_token": 904, "video_start_token": 904}}
            """;

    @TempDir Path folder;

    private static int[] reference(String name) throws IOException {
        try (InputStream in =
                PromptParityTest.class.getResourceAsStream("/reference/prompts.json")) {
            JsonNode all = new ObjectMapper().readTree(in);
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(it -> it.path("name").asText().equals(name))
                    .flatMap(it -> StreamSupport.stream(it.path("ids").spliterator(), false))
                    .mapToInt(JsonNode::asInt)
                    .toArray();
        }
    }

    /** Returns the tokens of what was asked, a picture being six visual tokens. */
    private int[] tokens(Conversation asked) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        try (InputStream in = PromptParityTest.class.getResourceAsStream(TOKENIZER)) {
            Files.write(file, in.readAllBytes());
        }
        DecoderConfig config =
                DecoderConfig.read(ConfigSection.parse(CONFIG, "a test").section("llm_config"));
        try (Tokenizer tokenizer = Tokenizer.open(file)) {
            List<Part> parts =
                    asked.content().stream()
                            .<Part>map(
                                    it ->
                                            it instanceof Picture
                                                    ? new Part.Image(new Grid(1, 4, 6))
                                                    : new Part.Words(((Text) it).text()))
                            .toList();
            ChatTemplate template =
                    new ChatTemplate(tokenizer, SpecialTokens.of(tokenizer, config), 2);
            return template.render(List.of(new Message(Role.HUMAN, parts))).ids();
        }
    }

    private Reader reader() {
        return new Reader(folder, 1024 * 784, it -> "42");
    }

    @Test
    void aPageIsAskedAboutInTheTokensOfThePublishedPrompt() throws IOException {
        Reader reader = reader();
        reader.read(
                ReadingOptions.USUAL.withTextLayer(TextLayer.IGNORE),
                new TestPdf().page("Hello").file());
        assertArrayEquals(reference("page"), tokens(reader.asked().get(0)));
    }

    @Test
    void aChartIsAskedAboutWithAndWithoutThePublishedSwitchForReasoning() throws IOException {
        Reader reader = reader();
        ModelCharts charts = new ModelCharts(reader.broker());
        Picture chart = new Picture("chart.png", new byte[] {1});
        for (ChartMethod method : List.of(ChartMethod.DIRECT, ChartMethod.THINKING)) {
            charts.ask(chart, "What was 2023 in EUR/h?", method, GenerationOptions.GREEDY)
                    .join(Reader.LIMIT);
        }
        assertArrayEquals(reference("chart"), tokens(reader.asked().get(0)));
        assertArrayEquals(reference("chart thinking"), tokens(reader.asked().get(1)));
    }

    @Test
    void aQuestionFollowsThePagesThatItIsAskedOf() throws IOException {
        Reader reader = reader();
        TestPdf pdf = new TestPdf().page("The revenue was 4711").page("The revenue of 2022");
        new ModelReading(reader.broker())
                .ask(List.of(pdf.file()), "What was the revenue?", ReadingOptions.USUAL)
                .join(Reader.LIMIT);
        assertEquals(1, reader.asked().size());
        assertArrayEquals(reference("pages"), tokens(reader.asked().get(0)));
    }
}
