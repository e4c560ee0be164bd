package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.core.internal.parity.ReferencePrompt;
import io.mingle.model.RopeScaling;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceFolder;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.PromptStates;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.position.VisualBlock;
import io.mingle.thinker.prompt.Prompt;
import io.mingle.thinker.prompt.QueryTokens;
import io.mingle.thinker.tokenizer.SpecialTokens;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States of prompts against those of the published implementation. */
@Timeout(300)
class StatesWorkTest {

    private static final int WHOLE = 512;

    private static TestDevice device;

    @BeforeAll
    static void open() {
        device = new TestDevice();
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}, in chunks of {2}")
    @CsvSource({
        "decoder-head8, sound, 512",
        "decoder-head8, everything, 512",
        "decoder-head8, everything, 5",
        "decoder-head16, video, 512",
        "decoder-head16, video, 7"
    })
    void statesAreThoseOfTheReference(String folder, String name, int chunk) {
        try (Reading reading = new Reading(folder, chunk)) {
            ReferencePrompt prompt = reading.reference.prompt(name);
            Supplier<Tensor> content = () -> reading.features(prompt, 0, prompt.at().length);
            try (PromptStates states = reading.read(prompt, List.of(content), List.of())) {
                long[] shape = {1, prompt.length(), reading.decoder.config().hiddenSize()};
                assertArrayEquals(shape, states.embedding().shape());
                assertArrayEquals(shape, states.last().shape());
                reading.require(name, "norm", states.last());
                ReferenceValues values = reading.reference.values();
                Difference.bfloat16(
                                values.floats(name + ".embeddings"),
                                reading.wide(states.embedding()))
                        .require("embeddings");
            }
        }
    }

    @Test
    void aPromptIsReadInShorterStepsWhileOthersWait() {
        ReadingSpeed speed = new ReadingSpeed();
        assertEquals(64, speed.rowsIn(50_000_000, 512));
        speed.took(10_000_000, 10);
        assertEquals(512, speed.rowsIn(Long.MAX_VALUE, 512));
        assertEquals(50, speed.rowsIn(50_000_000, 512));
        speed.took(10_000, 10);
        assertEquals(512, speed.rowsIn(50_000_000, 512));
        speed.took(10_000_000_000L, 10);
        assertEquals(16, speed.rowsIn(50_000_000, 512), "it has to come to an end");
        assertEquals(7, speed.rowsIn(50_000_000, 7));
    }

    @Test
    void readingAPromptHasTwoThirdsOfTheWeightOfWhatFollows() {
        try (Reading reading = new Reading("decoder-head8", 5)) {
            ReferencePrompt prompt = reading.reference.prompt("sound");
            Supplier<Tensor> content = () -> reading.features(prompt, 0, prompt.at().length);
            var work = reading.work(prompt, List.of(content), List.of());
            assertEquals(2 / 3.0, work.weight());
            device.runtime().scheduler().submit(work);
            work.join().close();
            assertEquals(1, work.weight());
        }
    }

    @Test
    void queriesTakeTheVisualTokensAfterThoseOfThePictures() {
        try (Reading reading = new Reading("decoder-head8", WHOLE)) {
            ReferencePrompt prompt = reading.reference.prompt("pictures");
            int first = prompt.prompt().blocks().get(0).tokens();
            Supplier<Tensor> picture = () -> reading.features(prompt, 0, first);
            try (Tensor query = reading.features(prompt, first, prompt.at().length);
                    PromptStates states = reading.read(prompt, List.of(picture), List.of(query))) {
                reading.require("pictures", "norm", states.last());
                assertEquals(2, query.shape().length, "the query is still there");
            }
        }
    }

    @Test
    void queriesStandWhereTheReferencePutsThem() {
        Facts file = ReferenceValues.facts(ReferenceDecoder.class, "positions.json");
        Facts expected = null;
        for (Facts prompt : file.get("3D")) {
            expected = prompt.get("name").textValue().startsWith("queries") ? prompt : expected;
        }
        int start = file.get("tokens").get("image_start_token").intValue();
        int patch = file.get("tokens").get("image_patch_token").intValue();
        int end = file.get("tokens").get("image_end_token").intValue();
        int[] turn = {3, 4, start, patch, patch, patch, patch, end};
        Prompt prompt =
                new Prompt(turn, List.of(new VisualBlock(3, 1, 2, 2)), List.of(), List.of());
        QueryTokens queries =
                QueryTokens.after(
                        prompt,
                        List.of(16, 64),
                        new SpecialTokens(
                                0,
                                0,
                                start,
                                end,
                                patch,
                                0,
                                OptionalInt.empty(),
                                0,
                                Optional.empty()),
                        2);
        int[] ids = queries.prompt().ids();
        assertArrayEquals(expected.get("ids").longs(), longs(ids));
        Positions positions =
                Positions.of(ids.length, queries.prompt().blocks(), RopeScaling.MULTIMODAL);
        assertArrayEquals(expected.get("positions").longs(), longs(positions.range(0, ids.length)));
        assertEquals(80, queries.rows().length);
        assertEquals(turn.length + 1, queries.rows()[0]);
        assertEquals(ids.length - 2, queries.rows()[79]);
    }

    @Test
    void whatIsAskedAfterTheStopIsRefusedAndToldWhatToDo() {
        try (Reading reading = new Reading("decoder-head8", WHOLE)) {
            reading.waiting.stop();
            var error =
                    assertThrows(
                            SkillUnavailableException.class,
                            () ->
                                    reading.read(
                                            reading.reference.prompt("text"),
                                            List.of(),
                                            List.of()));
            assertEquals(
                    "The thinker was stopped while it read a prompt. Ask again; another version"
                            + " takes over.",
                    error.getMessage());
        }
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    /** The decoder of a reference folder, as the thinker runs it. */
    private static final class Reading implements AutoCloseable {

        private final ReferenceFolder folder;
        private final ReferenceDecoder reference;
        private final CheckpointInUse checkpoint;
        private final DecoderRunner decoder;
        private final int chunk;
        private final Waiting waiting;
        private final Program program;

        Reading(String name, int chunk) {
            folder = ReferenceFolder.of(ReferenceDecoder.class, name);
            reference = new ReferenceDecoder(device.runtime(), name, Precision.FLOAT32);
            checkpoint = new CheckpointInUse(folder.path());
            decoder = new DecoderRunner(device.runtime(), checkpoint);
            this.chunk = chunk;
            waiting = new Waiting(device.runtime().scheduler().group(), Duration.ZERO);
            program =
                    device.runtime()
                            .load(
                                    new ProgramSource.Builder("Widening")
                                            .method(
                                                    "widen",
                                                    "x: Tensor",
                                                    "Tensor",
                                                    "return torch.to(x, 6)")
                                            .build());
        }

        PromptStates read(
                ReferencePrompt prompt, List<Supplier<Tensor>> encoders, List<Tensor> queries) {
            StatesWork<PromptStates> work = work(prompt, encoders, queries);
            device.runtime().scheduler().submit(work);
            return work.join();
        }

        StatesWork<PromptStates> work(
                ReferencePrompt prompt, List<Supplier<Tensor>> encoders, List<Tensor> queries) {
            Turn turn = new Turn(prompt.prompt(), encoders, queries, Duration.ZERO, List.of());
            return new StatesWork<>(
                    decoder, turn, chunk, waiting, states -> states, PromptStates::close);
        }

        Tensor features(ReferencePrompt prompt, int from, int to) {
            int hidden = decoder.config().hiddenSize();
            return device.runtime()
                    .of(
                            Arrays.copyOfRange(prompt.features(), from * hidden, to * hidden),
                            to - from,
                            hidden);
        }

        float[] wide(Tensor tensor) {
            try (Tensor wide = program.runOne("widen", tensor)) {
                return wide.floats();
            }
        }

        void require(String prompt, String what, Tensor found) {
            ReferenceValues values = reference.values();
            float[] exact = values.floats(prompt + "." + what);
            Difference difference =
                    checkpoint.precision() == Precision.FLOAT32
                            ? Difference.float32(exact, wide(found))
                            : Difference.bfloat16(
                                    values.floats(prompt + ".bf16." + what), exact, wide(found));
            difference.require(what);
        }

        @Override
        public void close() {
            program.close();
            decoder.close();
            reference.close();
            folder.close();
        }
    }
}
