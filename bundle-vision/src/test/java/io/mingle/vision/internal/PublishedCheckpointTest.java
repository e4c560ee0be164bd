package io.mingle.vision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.Findings;
import io.mingle.api.model.ModelReport;
import io.mingle.api.model.SubmodelReport;
import io.mingle.core.internal.inventory.DecoderInventory;
import io.mingle.core.internal.inventory.FolderInspector;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.inventory.ExpectedTensor;
import io.mingle.inventory.Submodel;
import io.mingle.model.ModelFolder;
import io.mingle.model.StoredType;
import io.mingle.vision.internal.PublishedLayout.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published checkpoint in its true size, on sparse files. */
class PublishedCheckpointTest {

    private static final String ROUTER = "model.model.layers.3.mlp.image_gate.weight";
    private static final String EXPERT = "model.model.layers.9.mlp.experts.63.up_proj.weight";
    private static final String VISION = "vision.blocks.31.attn.qkv.weight";
    private static final String AUDIO = "audio.blocks.7.mlp.0.weight";
    private static final String LAST = "model.lm_head.weight";

    @TempDir private Path folder;

    @Test
    void version15IsCompleteToTheLastByte() throws IOException {
        version15().write(folder);
        ModelReport report = inspect();
        assertTrue(report.complete(), report.toString());
        assertEquals(6_544, report.tensors());
        assertEquals(18_201_175_296L, report.parameters());
        assertEquals(36_402_350_592L, report.bytes());
        assertEquals(0, report.unused().count());
        assertEquals("bfloat16", report.precision());
        assertEquals(
                "audio encoder 487 654248960, audio projector 4 12062720, decoder 5659 16809314304,"
                        + " vision encoder 390 704573696, vision projector 4 20975616",
                report.submodels().stream()
                        .map(it -> it.name() + " " + it.tensors() + " " + it.parameters())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void itsMemoryIsThatOfTheWeightsAndTheCacheInEachPrecision() throws IOException {
        version15().write(folder);
        ModelReport report = inspect();
        assertEquals(72_804_701_184L, report.memory().get(0).weightBytes());
        assertEquals(36_402_350_592L, report.memory().get(1).weightBytes());
        assertEquals(57_344_000, report.memory().get(1).cacheBytesPer1000Tokens());
        assertEquals(
                report.machineBytes() >= 36_402_350_592L + 57_344_000,
                report.memory().get(1).fits());
    }

    @Test
    void version1IsCompleteWithItsNamesAndItsSixteenShardsInFloat32() throws IOException {
        new SparseCheckpoint(PublishedLayout.tensorsOfVersion1(), StoredType.F32, 16).write(folder);
        ModelReport report = inspect();
        assertTrue(report.complete(), report.toString());
        assertEquals(6_544, report.tensors());
        assertEquals(List.of("F32"), report.submodels().get(0).types());
        assertEquals(List.of("audio.encoders.0.norm1.weight"), report.unused().first());
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage(
                        "missing",
                        it -> it.rename(ROUTER, "other.weight"),
                        "missing " + ROUTER + " [64, 2048]"),
                damage(
                        "unexpected",
                        it -> it.rename(ROUTER, "model.model.layers.28.mlp.gate.weight"),
                        "unexpected model.model.layers.28.mlp.gate.weight"),
                damage(
                        "misshapen",
                        it -> it.change(EXPERT, t -> t.shaped(2048L, 1408L)),
                        "misshapen " + EXPERT + " is BF16 [2048, 1408] in model-",
                        "expected BF16 [1408, 2048]"),
                damage(
                        "quantised",
                        it -> it.change(VISION, t -> t.typed("F8_E4M3").shaped(3840L, 2560L)),
                        "misshapen " + VISION + " is F8_E4M3",
                        "expected BF16, F16 or F32 [3840, 1280]"),
                damage(
                        "overlapping",
                        it -> it.change(EXPERT, t -> t.moved(-2)),
                        "damaged " + EXPERT,
                        "tensor \"" + EXPERT + "\" begins at byte",
                        "and overlaps \"model.model.layers.9.mlp.experts.63.gate_proj.weight\""),
                damage(
                        "truncated",
                        it -> it.cut(7, 1),
                        "damaged " + LAST,
                        "model-00008-of-00008.safetensors is cut off",
                        "Tensors that are damaged by it: 1, the first being \"" + LAST + "\""),
                damage(
                        "of another length than its shape",
                        it -> it.change(AUDIO, t -> t.shaped(5120L, 1281L)),
                        "damaged " + AUDIO,
                        "which needs 13117440 bytes, but its data_offsets"),
                damage(
                        "in two shards",
                        it -> it.duplicate(AUDIO, 7),
                        "damaged " + AUDIO,
                        "lies in two shards, model-00001-of-00008.safetensors and"
                                + " model-00008-of-00008.safetensors"),
                damage(
                        "listed in the wrong shard",
                        it -> it.change(VISION, t -> t.named("vision.lost")),
                        "missing " + VISION + " [3840, 1280]",
                        "tensor \"" + VISION + "\" is listed but is not in model-"),
                damage(
                        "of no known type",
                        it -> it.change(ROUTER, t -> t.typed("F31")),
                        "damaged " + ROUTER,
                        "has the unknown dtype \"F31\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void namesATensorThatIs(String what, Consumer<SparseCheckpoint> damage, List<String> told)
            throws IOException {
        SparseCheckpoint checkpoint = version15();
        damage.accept(checkpoint);
        checkpoint.write(folder);
        ModelReport report = inspect();
        assertFalse(report.complete());
        String all = text(report);
        told.forEach(part -> assertTrue(all.contains(part), part + " in " + all));
    }

    @Test
    void tellsAllDamageTogether() throws IOException {
        SparseCheckpoint checkpoint = version15();
        checkpoint.rename(ROUTER, "model.unknown");
        checkpoint.change(EXPERT, it -> it.shaped(2048L, 1408L));
        checkpoint.change(AUDIO, it -> it.typed("F31"));
        checkpoint.cut(7, 1);
        checkpoint.write(folder);
        String all = text(inspect());
        for (String name : List.of(ROUTER, "model.unknown", EXPERT, AUDIO, LAST)) {
            assertTrue(all.contains(name), name + " in " + all);
        }
    }

    @Test
    void countsWhatItDoesNotName() throws IOException {
        SparseCheckpoint checkpoint = version15();
        checkpoint.write(folder);
        Files.delete(folder.resolve(checkpoint.file(3)));
        ModelReport report = inspect();
        SubmodelReport decoder = report.submodels().get(2);
        assertEquals("decoder", decoder.name());
        assertEquals(decoder.expected() - decoder.tensors(), decoder.missing().count());
        assertTrue(decoder.missing().count() > 700, decoder.missing().toString());
        assertEquals(10, decoder.missing().first().size());
        assertTrue(decoder.missing().toString().endsWith(" more"));
        assertEquals(
                "the shard " + checkpoint.file(3) + " is missing", report.damage().first().get(0));
    }

    @Test
    void aBrokenDecoderIsRefusedBeforeItIsLoadedWithAllDifferences() throws IOException {
        SparseCheckpoint checkpoint = version15();
        checkpoint.rename(ROUTER, "model.unknown");
        checkpoint.change(EXPERT, it -> it.shaped(2048L, 1408L));
        checkpoint.write(folder);
        String message =
                assertThrows(BrokenModelException.class, () -> new CheckpointInUse(folder))
                        .getMessage();
        assertTrue(message.contains("1 missing: " + ROUTER + " [64, 2048]"), message);
        assertTrue(message.contains("1 misshapen: " + EXPERT + " is BF16 [2048, 1408]"), message);
        assertTrue(message.contains("1 unexpected: model.unknown"), message);
    }

    @Test
    void whatPreparesPicturesAndWhatEncodesThemHaveToAgree() throws IOException {
        version15().write(folder);
        Path file = folder.resolve("preprocessor_config.json");
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode preprocessor = (ObjectNode) json.readTree(file.toFile());
        json.writeValue(file.toFile(), preprocessor.put("patch_size", 16));
        ModelReport report = inspect();
        assertFalse(report.complete());
        assertTrue(
                report.damage().toString().contains("patch_size is 16, but vision_config"),
                report.damage().toString());
        assertEquals(6_544, report.tensors());
    }

    private static Arguments damage(
            String what, Consumer<SparseCheckpoint> damage, String... told) {
        return Arguments.of(what, damage, List.of(told));
    }

    private static SparseCheckpoint version15() {
        return new SparseCheckpoint(PublishedLayout.tensors(), StoredType.BF16, 8);
    }

    private ModelReport inspect() {
        return new FolderInspector(
                        List.of(
                                new DecoderInventory(),
                                new VisionInventory(),
                                PublishedCheckpointTest::audio))
                .inspect(folder);
    }

    /** In place of the inventory of the audio bundle, which calls for as many, by its own test. */
    private static List<Submodel> audio(ModelFolder folder) {
        boolean version1 =
                folder.weights().tensors().keySet().stream()
                        .anyMatch(name -> name.startsWith("whisper_encoder."));
        List<Shape> layout =
                version1 ? PublishedLayout.tensorsOfVersion1() : PublishedLayout.tensors();
        return List.of(
                submodel("audio encoder", version1 ? "whisper_encoder." : "audio.", layout),
                submodel(
                        "audio projector",
                        version1 ? "linear_proj_whisper." : "linear_proj_audio.",
                        layout));
    }

    private static Submodel submodel(String name, String prefix, List<Shape> layout) {
        return new Submodel(
                name,
                prefix,
                layout.stream()
                        .filter(it -> it.name().startsWith(prefix))
                        .map(it -> ExpectedTensor.of(it.name(), it.sides()))
                        .toList());
    }

    private static String text(ModelReport report) {
        StringBuilder text = new StringBuilder(report.damage().toString()).append('\n');
        for (SubmodelReport submodel : report.submodels()) {
            append(text, "missing ", submodel.missing());
            append(text, "misshapen ", submodel.misshapen());
            append(text, "damaged ", submodel.damaged());
            append(text, "unexpected ", submodel.unexpected());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String kind, Findings findings) {
        findings.first().forEach(it -> text.append(kind).append(it).append('\n'));
    }
}
