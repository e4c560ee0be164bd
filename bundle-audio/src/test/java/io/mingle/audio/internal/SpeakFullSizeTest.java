package io.mingle.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.audio.detokenizer.FlowConfig;
import io.mingle.audio.detokenizer.FlowNetwork;
import io.mingle.audio.detokenizer.VocoderConfig;
import io.mingle.audio.detokenizer.VocoderNetwork;
import io.mingle.audio.talker.TalkerNetwork;
import io.mingle.audio.tiny.TinyTalker;
import io.mingle.inventory.ExpectedTensor;
import io.mingle.inventory.Submodel;
import io.mingle.model.ModelFolder;
import io.mingle.model.StoredType;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Scope;
import io.mingle.reference.TestDevice;
import io.mingle.thinker.Checkpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Talker, flow and vocoder compute in their true sizes. Their weights are zeros that no disk holds:
 * what is said means nothing, the work is all there.
 */
@Timeout(600)
class SpeakFullSizeTest {

    /** Not among the system's temporary files: where those lie in memory, so would the zeros. */
    @TempDir(factory = InTarget.class)
    static Path parent;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final class InTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(Path.of("target"), "full-size");
        }
    }

    private record Model(ModelFolder folder) implements Checkpoint {
        @Override
        public Precision precision() {
            return Precision.BFLOAT16;
        }
    }

    @Test
    void theBenchmarkTakesThemApart() throws IOException {
        Path folder = write();
        try (TestDevice device = new TestDevice()) {
            BenchmarkReport report =
                    new SpeakBenchmark(device.runtime(), new Model(ModelFolder.open(folder)))
                            .run(Duration.ofMillis(1), progress -> {});
            assertEquals(6, report.rows().size());
        }
    }

    private static Path write() throws IOException {
        Path folder = TinyTalker.add(TinyModel.write(parent.resolve("full"), false, 1));
        ObjectNode config = (ObjectNode) JSON.readTree(folder.resolve("config.json").toFile());
        ((ObjectNode) config.get("talker_config"))
                .put("vocab_size", 184445)
                .put("qa_model_hidden_size", 2048)
                .put("vp_feature_size", 192);
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        ObjectNode own = JSON.createObjectNode();
        own.put("hidden_size", 896).put("num_hidden_layers", 24).put("vocab_size", 151936);
        own.put("num_attention_heads", 14).put("num_key_value_heads", 2);
        own.put("intermediate_size", 4864).put("rope_theta", 1e6);
        Path talker = folder.resolve("talker");
        JSON.writeValue(talker.resolve("config.json").toFile(), own);
        TalkerConfig read =
                TalkerConfig.read(
                        ModelFolder.open(folder).config(),
                        ModelFolder.open(folder).submodel("talker").orElseThrow().config());
        sparse(talker, StoredType.BF16, scope -> new TalkerNetwork(read, 0, scope));
        sparse(
                talker.resolve("flow"),
                StoredType.F32,
                scope -> new FlowNetwork(FlowConfig.PUBLISHED_STREAMING, scope));
        sparse(
                talker.resolve("vocoder"),
                StoredType.F32,
                scope -> new VocoderNetwork(VocoderConfig.PUBLISHED_STREAMING, scope));
        JSON.writeValue(talker.resolve("flow/config.json").toFile(), JSON.createObjectNode());
        return folder;
    }

    /** Writes a header and, after it, nothing but a length. */
    private static void sparse(Path folder, StoredType type, Consumer<Scope> network)
            throws IOException {
        Parameters parameters = new Parameters();
        network.accept(parameters.scope());
        ObjectNode header = JSON.createObjectNode();
        long end = 0;
        for (ExpectedTensor it : Submodel.of("all", "", parameters).tensors()) {
            long begin = end;
            end += it.elements() * type.bytes();
            ObjectNode entry = header.putObject(it.name()).put("dtype", type.name());
            it.shape().forEach(entry.withArray("shape")::add);
            entry.withArray("data_offsets").add(begin).add(end);
        }
        byte[] text = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int aligned = (text.length + 7) / 8 * 8;
        Path target = folder.resolve("model.safetensors");
        Files.delete(target);
        try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
            file.writeLong(Long.reverseBytes(aligned));
            file.write(text);
            file.write(" ".repeat(aligned - text.length).getBytes(StandardCharsets.UTF_8));
            file.setLength(Long.BYTES + aligned + end);
        }
    }
}
