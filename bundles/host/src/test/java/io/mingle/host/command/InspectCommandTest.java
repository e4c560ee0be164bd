package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.model.Findings;
import io.mingle.api.model.GraphReport;
import io.mingle.api.model.MemoryNeed;
import io.mingle.api.model.ModelInspector;
import io.mingle.api.model.ModelReport;
import io.mingle.api.model.ModelSource;
import io.mingle.api.model.SubmodelReport;
import io.mingle.api.model.UncheckedPart;
import io.mingle.host.FakePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @Test
    void aCompleteModelIsATableAndTheExitCodeIsZero() {
        platform.with(ModelInspector.class, directory -> report(directory, Findings.NONE));
        assertEquals(ExitCode.OK, line.run("inspect", "--model", "/models/ming"));
        List<String> lines = line.out().lines().toList();
        assertEquals("Model ming in /models/ming", lines.get(0));
        assertEquals(
                "PART     STATE        TENSORS     OF      PARAMETERS  TYPE      SIZE",
                lines.get(2));
        assertEquals(
                "decoder  complete       5,659  5,659  16,809,314,304  BF16   33.6 GB",
                lines.get(3));
        assertEquals(
                "vae/     not checked       20             84,000,000  F32   336.0 MB",
                lines.get(4));
        assertEquals(
                "checked  complete       5,659  5,659  16,809,314,304         33.6 GB",
                lines.get(5));
        assertTrue(
                line.out().contains("bfloat16   33.6 GB                57.3 MB  no"), line.out());
        assertTrue(
                line.out().contains("This machine has 16.0 GB. The model runs in bfloat16."),
                line.out());
        assertTrue(
                line.out()
                        .contains(
                                "Acting on screens needs decoder, vision encoder, vision projector."
                                        + " Of that, vision encoder, vision projector is not here"
                                        + " whole."),
                line.out());
        assertEquals("", line.err());
    }

    @Test
    void anIncompleteModelNamesItsTensorsAndTheExitCodeTellsIt() {
        Findings missing = new Findings(12, List.of("model.a [2]", "model.b [3]"));
        platform.with(ModelInspector.class, directory -> report(directory, missing));
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(), line.run("inspect", "--model", "/models/ming"));
        assertTrue(
                line.out()
                        .replace(System.lineSeparator(), "\n")
                        .contains(
                                "decoder, missing: 12\n  model.a [2]\n  model.b [3]\n  and 10"
                                        + " more\n"),
                line.out());
        assertEquals(
                "mingle: The model in /models/ming is not complete. Fetch what is missing or"
                        + " damaged again, or correct config.json. [broken-model]",
                line.err().strip());
    }

    @Test
    void jsonIsOneObjectWithEveryCount() throws Exception {
        Findings missing = new Findings(12, List.of("model.a [2]"));
        platform.with(ModelInspector.class, directory -> report(directory, missing));
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(),
                line.run("inspect", "--model", "/models/ming", "--json"));
        assertEquals(1, line.out().strip().lines().count());
        JsonNode object = new ObjectMapper().readTree(line.out());
        assertFalse(object.get("complete").booleanValue());
        assertEquals(16_809_314_304L, object.get("parameters").longValue());
        JsonNode decoder = object.at("/submodels/0");
        assertFalse(decoder.get("complete").booleanValue());
        assertEquals(5_659, decoder.get("expected").longValue());
        assertEquals("BF16", decoder.at("/types/0").textValue());
        assertEquals(12, decoder.at("/missing/count").longValue());
        assertEquals("model.a [2]", decoder.at("/missing/first/0").textValue());
        assertEquals(0, decoder.at("/unexpected/count").longValue());
        assertEquals(84_000_000, object.at("/unchecked/0/parameters").longValue());
        assertEquals(16_000_000_000L, object.at("/memory/machine_bytes").longValue());
        assertEquals(3, object.at("/act/needs").size());
        assertEquals("decoder", object.at("/act/missing/0").textValue());
        assertTrue(object.path("copy_voices").isMissingNode(), "there is no talker");
        JsonNode need = object.at("/memory/precisions/0");
        assertEquals(57_344_000, need.get("kv_cache_bytes_per_1000_tokens").longValue());
        assertFalse(need.get("fits").booleanValue());
    }

    @Test
    void withoutAFolderItIsTheEmbeddedModel() {
        platform.with(ModelSource.class, new Embedded())
                .with(ModelInspector.class, directory -> report(directory, Findings.NONE));
        assertEquals(ExitCode.OK, line.run("inspect"));
        assertTrue(line.out().startsWith("Model nano in /cache/nano"), line.out());
    }

    @Test
    void aBrokenFolderIsOneLineAndDoesNotKeepMingleFromStarting() {
        platform.with(
                ModelInspector.class,
                directory -> {
                    throw new BrokenModelException("The model folder is empty.");
                });
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(),
                line.run("inspect", "--model", "/nowhere", "--json"));
        assertEquals("mingle: The model folder is empty. [broken-model]", line.err().strip());
        assertEquals("", line.out());
        assertNull(line.starts().get(0));
    }

    private static GraphReport graph(String name, boolean checked, String damage) {
        return new GraphReport("talker/" + name, 28_000_000, checked, Optional.ofNullable(damage));
    }

    private void inspect(Path folder, List<SubmodelReport> networks, GraphReport... graphs) {
        platform.with(
                ModelInspector.class, directory -> report(directory, networks, List.of(graphs)));
        line.run("inspect", "--model", folder.toString());
    }

    @Test
    void aModelWithATalkerNamesTheGraphsThatCopyVoices(@TempDir Path folder) throws Exception {
        List<SubmodelReport> talker = List.of(network("talker", Findings.NONE));
        String needs =
                "Copying voices needs talker/campplus.onnx, talker/speech_tokenizer_v1.onnx. ";
        inspect(
                folder,
                talker,
                graph("campplus.onnx", false, null),
                graph("speech_tokenizer_v1.onnx", true, "It is cut off."));
        assertTrue(
                line.out()
                        .contains(
                                needs
                                        + "Of that, talker/speech_tokenizer_v1.onnx is not here"
                                        + " whole."),
                line.out());
        assertTrue(
                line.out().lines().anyMatch(it -> it.matches("talker/camp.* not checked .*28.*")),
                line.out());
        assertTrue(
                line.out().lines().anyMatch(it -> it.matches("talker/speech.* damaged .*28.*")),
                line.out());
        inspect(
                folder,
                talker,
                graph("campplus.onnx", true, null),
                graph("speech_tokenizer_v1.onnx", true, null));
        assertTrue(line.out().contains(needs + "All of it is here."), line.out());
        line.run("inspect", "--json", "--model", folder.toString());
        String last = line.out().strip().lines().reduce((one, next) -> next).orElseThrow();
        JsonNode object = new ObjectMapper().readTree(last);
        assertEquals("talker/campplus.onnx", object.at("/graphs/0/file").textValue());
        assertTrue(object.at("/graphs/0/checked").booleanValue());
        assertFalse(object.at("/graphs/1/damaged").booleanValue());
        assertEquals(0, object.at("/copy_voices/missing").size());
        assertEquals(7, object.at("/speak/needs").size());
    }

    @Test
    void aTalkerWhoseFlowIsNotConvertedIsToldHow(@TempDir Path folder) throws Exception {
        Path talker = Files.createDirectories(folder.resolve("talker/s3_bpe")).getParent();
        for (String name :
                List.of("tokenizer.json", "s3_bpe/tokenizer.json", "s3_bpe/char_mapping.txt")) {
            Files.createFile(talker.resolve(name));
        }
        inspect(folder, List.of(network("talker", Findings.NONE)));
        assertTrue(
                line.out()
                        .contains(
                                "Of that, talker flow, talker vocoder, talker/voices is not here"
                                        + " whole. 'mingle convert' makes flow, vocoder and voices"
                                        + " of what is published."),
                line.out());
        Files.createDirectory(talker.resolve("voices"));
        inspect(
                folder,
                Stream.of("talker", "talker flow", "talker vocoder")
                        .map(it -> network(it, Findings.NONE))
                        .toList());
        assertTrue(
                line.out().contains("char_mapping.txt, talker/voices. All of it is here."),
                line.out());
    }

    private static ModelReport report(Path directory, Findings missing) {
        return report(directory, List.of(network("decoder", missing)), List.of());
    }

    private static SubmodelReport network(String name, Findings missing) {
        return new SubmodelReport(
                name,
                5_659,
                5_659 - missing.count(),
                16_809_314_304L,
                List.of("BF16"),
                33_618_628_608L,
                missing,
                Findings.NONE,
                Findings.NONE,
                Findings.NONE);
    }

    private static ModelReport report(
            Path directory, List<SubmodelReport> networks, List<GraphReport> graphs) {
        MemoryNeed need = new MemoryNeed("bfloat16", 33_618_628_608L, 57_344_000, false);
        return new ModelReport(
                directory.getFileName().toString(),
                directory,
                "bfloat16",
                networks,
                List.of(new UncheckedPart("vae", 20, 84_000_000, List.of("F32"), 336_000_000)),
                graphs,
                Findings.NONE,
                Findings.NONE,
                List.of(need),
                16_000_000_000L);
    }

    private record Embedded() implements ModelSource {

        @Override
        public String name() {
            return "nano";
        }

        @Override
        public Path directory() {
            return Path.of("/cache/nano");
        }
    }
}
