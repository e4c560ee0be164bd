package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.core.internal.json.Names;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the scales of FP8 tensors. Two layouts are common: compressed-tensors keeps beside {@code
 * X} a tensor {@code X_scale} with one scale for all of it, for each row or for each block; the
 * method called fp8 keeps {@code X_scale_inv} with one for each block, which multiplies as well,
 * whatever its name says.
 */
final class Quantization {

    private static final String KEY = "quantization_config";
    private static final Set<String> METHODS = Set.of("compressed-tensors", "fp8");
    private static final Set<StoredType> CODES = EnumSet.of(StoredType.F8_E4M3, StoredType.F8_E5M2);
    private static final Set<StoredType> SCALES =
            EnumSet.of(StoredType.F32, StoredType.BF16, StoredType.F16);
    private static final List<String> SUFFIXES = List.of("_scale", "_scale_inv");
    private static final int[] COMMON_BLOCK = {128, 128};

    private final SafetensorsIndex stored;
    private final int[] block;
    private final Problems problems;

    private Quantization(SafetensorsIndex stored, int[] block, Problems problems) {
        this.stored = stored;
        this.block = block;
        this.problems = problems;
    }

    /**
     * Finds the scales of all FP8 tensors. One without a scale is left without.
     *
     * @param root all of {@code config.json}
     * @param problems gets scales that do not fit, and methods other than FP8
     * @return the scales by the name of the tensor that they are for
     */
    static Map<String, BlockScales> find(
            ConfigSection root, SafetensorsIndex stored, Problems problems) {
        JsonNode config = root.node();
        JsonNode llm = config.path("llm_config").path(KEY);
        JsonNode quantization = config.hasNonNull(KEY) ? config.path(KEY) : llm;
        String method = quantization.path("quant_method").asText();
        if (quantization.isObject() && !METHODS.contains(method)) {
            problems.file(
                    "the quantization_config of config.json has the quant_method "
                            + Names.quote(method)
                            + ", but Mingle runs checkpoints of BF16, F16 and F32, and of FP8 as"
                            + " compressed-tensors and fp8 store it");
        }
        return new Quantization(stored, block(quantization), problems).find();
    }

    private static int[] block(JsonNode quantization) {
        if (quantization.has("weight_block_size")) {
            return block(quantization.path("weight_block_size"), COMMON_BLOCK);
        }
        int[] block = COMMON_BLOCK;
        for (JsonNode group : quantization.path("config_groups")) {
            block = block(group.path("weights").path("block_structure"), block);
        }
        return block;
    }

    private static int[] block(JsonNode sides, int[] otherwise) {
        int rows = sides.path(0).asInt();
        int columns = sides.path(1).asInt();
        return sides.size() == 2 && rows > 0 && columns > 0 ? new int[] {rows, columns} : otherwise;
    }

    private Map<String, BlockScales> find() {
        Map<String, BlockScales> scales = new LinkedHashMap<>();
        for (TensorEntry tensor : stored.tensors().values()) {
            if (CODES.contains(tensor.type()) && tensor.elements() > 0) {
                scaleOf(tensor)
                        .flatMap(it -> fit(tensor, it))
                        .ifPresent(it -> scales.put(tensor.name(), it));
            }
        }
        return scales;
    }

    private Optional<TensorEntry> scaleOf(TensorEntry tensor) {
        return SUFFIXES.stream()
                .map(suffix -> stored.find(tensor.name() + suffix))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<BlockScales> fit(TensorEntry tensor, TensorEntry scale) {
        long rows = tensor.shape().length == 0 ? 1 : tensor.shape()[0];
        long columns = tensor.elements() / rows;
        long[] blocks = {ceilDiv(rows, block[0]), ceilDiv(columns, block[1])};
        long[] shape = scale.shape();
        BlockScales fitting = null;
        if (scale.elements() == 1) {
            fitting = new BlockScales(scale, rows, columns);
        } else if (Arrays.equals(shape, new long[] {rows})
                || Arrays.equals(shape, new long[] {rows, 1})) {
            fitting = new BlockScales(scale, 1, columns);
        } else if (Arrays.equals(shape, blocks)) {
            fitting = new BlockScales(scale, block[0], block[1]);
        }
        if (fitting == null || !SCALES.contains(scale.type())) {
            problems.tensor(
                    tensor.file(),
                    tensor.name(),
                    "is %s %s with scales of %s %s, expected F32, BF16 or F16: one, one for each row, [%s, 1], or one for each block of %s x %s, %s"
                            .formatted(
                                    tensor.type(),
                                    Arrays.toString(tensor.shape()),
                                    scale.type(),
                                    Arrays.toString(shape),
                                    rows,
                                    block[0],
                                    block[1],
                                    Arrays.toString(blocks)));
            return Optional.empty();
        }
        return Optional.of(fitting);
    }

    private static long ceilDiv(long length, long side) {
        return (length + side - 1) / side;
    }
}
