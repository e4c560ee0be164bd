package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.images.Image;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageEditStreamEvent;
import com.openai.models.images.ImageGenPartialImageEvent;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.models.Model;
import io.mingle.api.drawing.PictureSize;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What OpenAI's own client for Java makes of {@code mingle serve}. */
@Timeout(300)
class OpenAiJavaIT {

    @TempDir private static Path folder;
    private static ServedMingle mingle;
    private static String key;
    private static OpenAIClient client;

    @BeforeAll
    static void serve() throws Exception {
        Path keys = folder.resolve("keys.txt");
        key = ServedMingle.key(folder, keys, "tester");
        Path skills = Files.createDirectories(folder.resolve("skills"));
        Painters.write(folder, skills);
        mingle =
                new ServedMingle(
                        folder,
                        "--keys",
                        keys.toString(),
                        "--verbose",
                        "--skills",
                        skills.toString(),
                        Painters.TRUST[0],
                        Painters.TRUST[1]);
        client = client(key);
    }

    @AfterAll
    static void stop() {
        mingle.close();
    }

    /** One that takes no answer for valid that the client's own model of answers does not. */
    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(mingle.baseUrl())
                .apiKey(key)
                .responseValidation(true)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(120))
                .build();
    }

    private static ChatCompletionCreateParams.Builder params(String text) {
        return ChatCompletionCreateParams.builder().model("nano").addUserMessage(text);
    }

    private static ChatCompletionCreateParams.Builder picture() throws Exception {
        String url = "data:image/png;base64," + NanoQuestions.picture();
        return ChatCompletionCreateParams.builder()
                .model("nano")
                .addUserMessageOfArrayOfContentParts(
                        List.of(
                                ChatCompletionContentPart.ofImageUrl(
                                        ChatCompletionContentPartImage.builder()
                                                .imageUrl(
                                                        ChatCompletionContentPartImage.ImageUrl
                                                                .builder()
                                                                .url(url)
                                                                .build())
                                                .build()),
                                ChatCompletionContentPart.ofText(
                                        ChatCompletionContentPartText.builder()
                                                .text(NanoQuestions.READ)
                                                .build())));
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().get(0).message().content().orElseThrow();
    }

    @Test
    void theModelThatServesIsListed() {
        List<Model> models = client.models().list().data();
        assertEquals(List.of("nano"), models.stream().map(Model::id).toList());
        assertEquals("nano", client.models().retrieve("nano").id());
    }

    @Test
    void aConversationIsAnswered() {
        ChatCompletion completion =
                client.chat().completions().create(params("Hello.").maxCompletionTokens(8).build());
        assertEquals(1, completion.choices().size());
        long tokens = completion.usage().orElseThrow().completionTokens();
        assertTrue(tokens > 0 && tokens <= 8, tokens + " tokens");
        assertEquals("nano", completion.model());
    }

    @Test
    void theDocumentedProgramPrintsAnAnswer() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DocumentedClients.openAi(
                mingle.baseUrl(), key, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertFalse(out.toString(StandardCharsets.UTF_8).isBlank());
    }

    @Test
    void theTextOfAPictureIsRead() throws Exception {
        assertEquals(
                NanoQuestions.LINE, text(client.chat().completions().create(picture().build())));
    }

    @Test
    void anAnswerComesAsAStreamWithWhatItTook() throws Exception {
        ChatCompletionCreateParams params =
                picture()
                        .streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build())
                        .build();
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        StringBuilder pieces = new StringBuilder();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream()
                    .peek(accumulator::accumulate)
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(pieces::append));
        }
        assertEquals(NanoQuestions.LINE, pieces.toString());
        ChatCompletion whole = accumulator.chatCompletion();
        assertEquals(NanoQuestions.LINE, text(whole));
        assertTrue(whole.usage().orElseThrow().completionTokens() > 0);
    }

    /** What an answer is to be; the client makes a schema of it. */
    public static final class Reading {
        public int characters;
        public boolean legible;
    }

    @Test
    void anAnswerIsAnObjectOfAClass() throws Exception {
        StructuredChatCompletion<Reading> completion =
                client.chat().completions().create(picture().responseFormat(Reading.class).build());
        // Of another type it could not be read.
        Optional<Reading> reading = completion.choices().get(0).message().content();
        assertTrue(reading.isPresent());
    }

    private static BufferedImage image(String base64) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    }

    /** The jar is taken in while the server answers already. */
    private static void awaitPainters() throws Exception {
        mingle.await("example\\.painters");
        URI skills = mingle.address().resolve("v1/skills");
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!mingle.get(skills, "Authorization", "Bearer " + key).body().contains("green")) {
            assertTrue(System.nanoTime() < end, mingle.said());
            Thread.sleep(50);
        }
    }

    @Test
    void picturesAreDrawn() throws Exception {
        awaitPainters();
        ImagesResponse drawn =
                client.images()
                        .generate(
                                ImageGenerateParams.builder()
                                        .model("nano")
                                        .prompt("a blue field")
                                        .n(2)
                                        .size(ImageGenerateParams.Size.of("96x64"))
                                        .putAdditionalBodyProperty("seed", JsonValue.from(100))
                                        .build());
        List<Image> images = drawn.data().orElseThrow();
        assertEquals(2, images.size());
        for (int i = 0; i < 2; i++) {
            BufferedImage image = image(images.get(i).b64Json().orElseThrow());
            assertEquals(96, image.getWidth());
            assertEquals(0xFF000064 + i, image.getRGB(1, 1));
        }
        assertEquals(21, drawn.usage().orElseThrow().totalTokens());
    }

    @Test
    void aPictureIsDrawnWithPreviews() throws Exception {
        awaitPainters();
        List<ImageGenStreamEvent> events;
        try (StreamResponse<ImageGenStreamEvent> stream =
                client.images()
                        .generateStreaming(
                                ImageGenerateParams.builder()
                                        .model("nano")
                                        .prompt("a field")
                                        .partialImages(2)
                                        .putAdditionalBodyProperty("steps", JsonValue.from(9))
                                        .build())) {
            events = stream.stream().toList();
        }
        assertEquals(3, events.size());
        for (int i = 0; i < 2; i++) {
            ImageGenPartialImageEvent partial = events.get(i).asGenerationPartialImage();
            assertEquals(i, partial.partialImageIndex());
            assertEquals(64, image(partial.b64Json()).getWidth());
        }
        assertEquals(64, image(events.get(2).asGenerationCompleted().b64Json()).getWidth());
        assertEquals(21, events.get(2).asGenerationCompleted().usage().totalTokens());
    }

    @Test
    void aPictureIsChanged() throws Exception {
        awaitPainters();
        byte[] red = Paint.picture(new PictureSize(20, 10), Color.RED).bytes();
        ImageEditParams.Builder params =
                ImageEditParams.builder().model("nano").prompt("make it yellow");
        ImagesResponse changed =
                client.images()
                        .edit(
                                params.image(
                                                MultipartField.<ImageEditParams.Image>builder()
                                                        .value(
                                                                ImageEditParams.Image.ofInputStream(
                                                                        new ByteArrayInputStream(
                                                                                red)))
                                                        .filename("red.png")
                                                        .contentType("image/png")
                                                        .build())
                                        .build());
        BufferedImage image = image(changed.data().orElseThrow().get(0).b64Json().orElseThrow());
        assertEquals(20, image.getWidth());
        assertEquals(Color.YELLOW.getRGB(), image.getRGB(0, 0));
    }

    @Test
    void aPictureIsChangedWithPreviews() throws Exception {
        awaitPainters();
        byte[] red = Paint.picture(new PictureSize(20, 10), Color.RED).bytes();
        List<ImageEditStreamEvent> events;
        try (StreamResponse<ImageEditStreamEvent> stream =
                client.images()
                        .editStreaming(
                                ImageEditParams.builder()
                                        .model("nano")
                                        .prompt("make it yellow")
                                        .image(new ByteArrayInputStream(red))
                                        .partialImages(1)
                                        .build())) {
            events = stream.stream().toList();
        }
        assertTrue(events.get(events.size() - 1).isCompleted(), events.toString());
        BufferedImage image = image(events.get(events.size() - 1).asCompleted().b64Json());
        assertEquals(Color.YELLOW.getRGB(), image.getRGB(0, 0));
    }

    @Test
    void aWrongPictureParameterIsNamed() throws Exception {
        awaitPainters();
        BadRequestException refused =
                assertThrows(
                        BadRequestException.class,
                        () ->
                                client.images()
                                        .generate(
                                                ImageGenerateParams.builder()
                                                        .prompt("a field")
                                                        .outputFormat(
                                                                ImageGenerateParams.OutputFormat
                                                                        .WEBP)
                                                        .build()));
        assertError(refused, 400, "invalid-request", Optional.of("output_format"));
    }

    @Test
    void whoHasNoKeyIsToldSo() {
        UnauthorizedException refused =
                assertThrows(
                        UnauthorizedException.class, () -> client("mgl_wrong").models().list());
        assertError(refused, 401, "invalid_api_key", Optional.empty());
    }

    @Test
    void anotherModelIsNotFound() {
        NotFoundException refused =
                assertThrows(
                        NotFoundException.class,
                        () ->
                                client.chat()
                                        .completions()
                                        .create(params("Hello.").model("gpt-4").build()));
        assertError(refused, 404, "model_not_found", Optional.empty());
        assertTrue(refused.getMessage().contains("there is 'nano'"), refused.getMessage());
    }

    @Test
    void aWrongParameterIsNamed() {
        BadRequestException refused =
                assertThrows(
                        BadRequestException.class,
                        () ->
                                client.chat()
                                        .completions()
                                        .create(params("Hello.").temperature(9).build()));
        assertError(refused, 400, "invalid-request", Optional.of("temperature"));
    }

    private static void assertError(
            OpenAIServiceException error, int status, String code, Optional<String> param) {
        assertEquals(status, error.statusCode());
        assertEquals(Optional.of(code), error.code());
        assertEquals(param, error.param());
        assertEquals(1, error.headers().values("x-request-id").size());
    }

    @Test
    void aStreamThatIsClosedFreesWhatItHeld() throws Exception {
        OpenAIClient one =
                client(
                        ServedMingle.key(
                                folder, folder.resolve("keys.txt"), "single", "--at-a-time", "1"));
        Map<String, ?> schema = new ObjectMapper().readValue(NanoQuestions.LONG_SCHEMA, Map.class);
        ChatCompletionCreateParams endless =
                params("Count.")
                        .n(16)
                        .maxCompletionTokens(4000)
                        .responseFormat(
                                ResponseFormatJsonSchema.builder()
                                        .jsonSchema(
                                                JsonSchema.builder()
                                                        .name("long")
                                                        .schema(JsonValue.from(schema))
                                                        .build())
                                        .build())
                        .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                one.chat().completions().createStreaming(endless)) {
            assertTrue(stream.stream().findFirst().isPresent());
            RateLimitException refused =
                    assertThrows(RateLimitException.class, () -> one.models().list());
            assertEquals(429, refused.statusCode());
            assertEquals(1, refused.headers().values("Retry-After").size());
        }
        mingle.await("single POST /v1/chat/completions 499 ");
        assertEquals("nano", one.models().list().data().get(0).id());
    }
}
