package io.mingle.vision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.model.MemoryUse;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.bench.LoadBenchmark;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.core.internal.thinker.DecoderThinker;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.StoredType;
import io.mingle.thinker.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The decoder of the published checkpoint computes in its true size. Its weights are zeros that no
 * disk holds: the answer means nothing, the work is all there.
 */
@Timeout(600)
class FullSizeTest {

    /** Not among the system's temporary files: where those lie in memory, so would the zeros. */
    @TempDir(factory = InTarget.class)
    static Path folder;

    private static TorchDevice device;

    static final class InTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(Path.of("target"), "full-size");
        }
    }

    @BeforeAll
    static void open() throws IOException {
        new SparseCheckpoint(PublishedLayout.tensors(), StoredType.BF16, 8).write(folder);
        FullVocabulary.put(folder.resolve("tokenizer.json"));
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
    }

    @AfterAll
    static void close() {
        device.close();
    }

    @Test
    void answersWithItsWeightsMappedAndNoneCopied() {
        try (TorchRuntime runtime = new TorchRuntime(device, "test");
                DecoderThinker thinker = load(runtime)) {
            assertEquals(16_809_314_304L * 2, held("mapped"));
            Answer answer =
                    thinker.generate(
                                    List.of(new Input.Words("What is this?")),
                                    GenerationOptions.GREEDY.withMaxTokens(2))
                            .join(Duration.ofMinutes(9))
                            .result();
            assertEquals(FinishReason.LENGTH, answer.reason());
            assertEquals("\0\0", answer.text());
            assertEquals(0, held("weights"));
        }
    }

    @Test
    void theLoadBenchmarkTakesItApart() {
        try (TorchRuntime runtime = new TorchRuntime(device, "test")) {
            List<List<String>> rows =
                    new LoadBenchmark(runtime, new CheckpointInUse(folder), device)
                            .run(Duration.ofMillis(1), text -> {})
                            .rows();
            assertTrue(rows.contains(List.of("weights mapped", "33.6 GB", "", "")), rows::toString);
            assertEquals(0, held("mapped"));
        }
    }

    private static DecoderThinker load(TorchRuntime runtime) {
        return new DecoderThinker(runtime, new CheckpointInUse(folder), Duration.ZERO);
    }

    private static long held(String purpose) {
        return device.uses().stream()
                .filter(use -> use.purpose().equals(purpose))
                .mapToLong(MemoryUse::bytes)
                .sum();
    }
}
