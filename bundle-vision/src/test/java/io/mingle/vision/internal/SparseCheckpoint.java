package io.mingle.vision.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.model.StoredType;
import io.mingle.vision.internal.PublishedLayout.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A checkpoint as large as the published one on files that have a header and, after it, nothing but
 * a length: they take some kilobytes of disk each. It can be damaged before it is written.
 */
final class SparseCheckpoint {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a header says of a tensor; begin and end count from the first byte of data. */
    record Stored(String name, String type, List<Long> shape, long begin, long end) {

        Stored named(String other) {
            return new Stored(other, type, shape, begin, end);
        }

        Stored shaped(Long... other) {
            return new Stored(name, type, List.of(other), begin, end);
        }

        Stored typed(String other) {
            return new Stored(name, other, shape, begin, end);
        }

        Stored moved(long bytes) {
            return new Stored(name, type, shape, begin + bytes, end + bytes);
        }
    }

    private final List<List<Stored>> shards = new ArrayList<>();
    private final Map<String, String> listed = new LinkedHashMap<>();
    private final Map<Integer, Long> lengths = new LinkedHashMap<>();

    /** Spreads tensors evenly over shards. */
    SparseCheckpoint(List<Shape> tensors, StoredType type, int shardCount) {
        for (int i = 0; i < shardCount; i++) {
            shards.add(new ArrayList<>());
            lengths.put(i, 0L);
        }
        long all = tensors.stream().mapToLong(it -> bytes(it, type)).sum();
        long placed = 0;
        for (Shape tensor : tensors) {
            int shard = (int) (placed * shardCount / all);
            long begin = lengths.get(shard);
            long end = begin + bytes(tensor, type);
            List<Long> shape = new ArrayList<>();
            for (long side : tensor.sides()) {
                shape.add(side);
            }
            shards.get(shard).add(new Stored(tensor.name(), type.name(), shape, begin, end));
            listed.put(tensor.name(), file(shard));
            lengths.put(shard, end);
            placed += end - begin;
        }
    }

    private static long bytes(Shape tensor, StoredType type) {
        long product = type.bytes();
        for (long side : tensor.sides()) {
            product *= side;
        }
        return product;
    }

    String file(int shard) {
        return "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards.size());
    }

    /** Changes what a header says; the list of shards stays as it is. */
    void change(String name, UnaryOperator<Stored> change) {
        for (List<Stored> shard : shards) {
            shard.replaceAll(it -> it.name().equals(name) ? change.apply(it) : it);
        }
    }

    /** Renames a tensor everywhere. */
    void rename(String name, String other) {
        change(name, it -> it.named(other));
        listed.put(other, listed.remove(name));
    }

    /** Puts the declaration of a tensor into a further shard. */
    void duplicate(String name, int shard) {
        long end = lengths.get(shard);
        shards.get(shard).add(new Stored(name, "BF16", List.of(1L), end, end + 2));
        lengths.put(shard, end + 2);
    }

    /** Lists a tensor that no shard has. */
    void list(String name, int shard) {
        listed.put(name, file(shard));
    }

    /** Cuts bytes off the end of a shard. */
    void cut(int shard, long bytes) {
        lengths.merge(shard, -bytes, Long::sum);
    }

    /** Writes the folder with the configurations of the published model. */
    void write(Path folder) throws IOException {
        for (String file : List.of("config.json", "preprocessor_config.json", "tokenizer.json")) {
            try (InputStream in =
                    SparseCheckpoint.class.getResourceAsStream("/published/" + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
        for (int i = 0; i < shards.size(); i++) {
            byte[] header = header(shards.get(i));
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve(file(i)).toFile(), "rw")) {
                file.writeLong(Long.reverseBytes(header.length));
                file.write(header);
                file.setLength(8 + header.length + lengths.get(i));
            }
        }
        ObjectNode index = JSON.createObjectNode();
        ObjectNode map = index.putObject("weight_map");
        listed.forEach(map::put);
        JSON.writeValue(folder.resolve("model.safetensors.index.json").toFile(), index);
    }

    private static byte[] header(List<Stored> tensors) {
        String json =
                tensors.stream()
                        .map(SparseCheckpoint::declaration)
                        .collect(Collectors.joining(",", "{", "}"));
        String padded = json + " ".repeat((8 - json.length() % 8) % 8);
        return padded.getBytes(StandardCharsets.UTF_8);
    }

    private static String declaration(Stored it) {
        return "\""
                + it.name
                + "\":{\"dtype\":\""
                + it.type
                + "\",\"shape\":"
                + it.shape
                + ",\"data_offsets\":["
                + it.begin
                + ","
                + it.end
                + "]}";
    }
}
