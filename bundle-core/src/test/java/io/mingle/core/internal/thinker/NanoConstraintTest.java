package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.thinker.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded checkpoint, which has never learnt to write JSON, under constraints. */
@Timeout(240)
class NanoConstraintTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<Input> QUESTION = List.of(new Input.Words("Where is the star?"));
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"colour\":{\"enum\":[\"red\",\"blue\"]},"
                + "\"box\":{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":0,"
                + "\"maximum\":999},\"minItems\":4,\"maxItems\":4},\"note\":{\"type\":\"string\","
                + "\"maxLength\":12}},\"required\":[\"colour\",\"box\",\"note\"]}";

    @TempDir static Path folder;
    private static TorchDevice device;
    private static TorchRuntime runtime;
    private static DecoderThinker thinker;

    @BeforeAll
    static void start() throws IOException {
        assertTrue(PlainEngine.start().usable());
        for (String file :
                List.of(
                        "config.json",
                        "model.safetensors",
                        "preprocessor_config.json",
                        "tokenizer.json",
                        "tokenizer_config.json")) {
            try (InputStream in = NanoConstraintTest.class.getResourceAsStream("/nano/" + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "nano");
        thinker = new DecoderThinker(runtime, new CheckpointInUse(folder), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        thinker.close();
        runtime.close();
        device.close();
    }

    @Test
    void whatItAnswersIsValidUnderTheSchemaHoweverItIsSampled() throws IOException {
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);
        GenerationOptions options =
                GenerationOptions.GREEDY
                        .withMaxTokens(300)
                        .withConstraint(new Constraint.JsonSchema(SCHEMA));
        for (GenerationOptions each :
                List.of(
                        options,
                        options.withTemperature(1).withSeed(1),
                        options.withTemperature(3).withTopP(0.9).withSeed(2),
                        options.withRepetitionPenalty(1.5).withNoRepeatNgram(3))) {
            Finished<Answer> finished = thinker.generate(QUESTION, each).join(PATIENCE);
            assertEquals(FinishReason.STOP, finished.result().reason(), finished.result().text());
            JsonNode value = JsonMapper.builder().build().readTree(finished.result().text());
            assertEquals(
                    List.of(), List.copyOf(validator.validate(value)), finished.result().text());
        }
    }

    @Test
    void anAnswerThatIsCutIsTheBeginningOfOneAndSaysSo() {
        GenerationOptions options =
                GenerationOptions.GREEDY.withConstraint(new Constraint.Regex("(star){50}"));
        Finished<Answer> finished =
                thinker.generate(QUESTION, options.withMaxTokens(5)).join(PATIENCE);
        assertEquals(FinishReason.LENGTH, finished.result().reason());
        assertTrue(
                "star".repeat(50).startsWith(finished.result().text()), finished.result().text());
    }

    @Test
    void aStopTextEndsAConstrainedAnswerAndLogProbabilitiesAreThoseOfTheModel() {
        GenerationOptions options =
                GenerationOptions.GREEDY
                        .withConstraint(new Constraint.Regex("zqzq!more"))
                        .withStop(List.of("!"))
                        .withLogprobs(2);
        Finished<Answer> finished = thinker.generate(QUESTION, options).join(PATIENCE);
        assertEquals("zqzq", finished.result().text());
        assertEquals(FinishReason.STOP_STRING, finished.result().reason());
        // The model would not have written that.
        assertTrue(
                finished.result().logprobs().get(0).token().logProbability()
                        < finished.result().logprobs().get(0).likeliest().get(1).logProbability());
    }

    @Test
    void aConstraintThatIsNotSupportedIsRefusedWhenTheQuestionIsAsked() {
        GenerationOptions options =
                GenerationOptions.GREEDY.withConstraint(
                        new Constraint.JsonSchema("{\"type\":\"array\",\"uniqueItems\":true}"));
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class, () -> thinker.generate(QUESTION, options));
        assertTrue(error.getMessage().contains("'uniqueItems'"), error.getMessage());
    }
}
