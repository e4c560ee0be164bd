package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.JsonFiles;
import io.mingle.core.internal.json.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a list of shards and the headers of all of them, and tells what does not agree. */
final class ShardReader {

    private static final long MAX_INDEX_BYTES = 32L << 20;
    private static final Pattern SHARD_NAME =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*\\.safetensors");

    private final Path folder;
    private final Path index;
    private final Problems problems;

    private ShardReader(Path folder, Path index, Problems problems) {
        this.folder = folder;
        this.index = index;
        this.problems = problems;
    }

    static SafetensorsIndex read(Path folder, Path index, Problems problems) {
        return new ShardReader(folder, index, problems).read();
    }

    private SafetensorsIndex read() {
        Map<String, String> listed = listed();
        Map<String, SafetensorsHeader> shards = new TreeMap<>();
        new TreeSet<>(listed.values()).forEach(shard -> open(shard, shards));
        Map<String, TensorEntry> tensors = collect(listed, shards);
        listed.forEach((name, shard) -> checkPresent(name, shard, shards));
        List<FileStamp> files = shards.values().stream().map(SafetensorsHeader::stamp).toList();
        return new SafetensorsIndex(folder, files, tensors);
    }

    private Map<String, String> listed() {
        JsonNode map = JsonFiles.readObject(index, MAX_INDEX_BYTES).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new BrokenModelException(
                    index + " should have a weight_map from tensor names to files, but has none.");
        }
        Map<String, String> listed = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : map.properties()) {
            if (field.getValue().isTextual()) {
                listed.put(field.getKey(), field.getValue().textValue());
            } else {
                problems.file(
                        "tensor "
                                + Names.quote(field.getKey())
                                + " is listed without the name of a file");
            }
        }
        return listed;
    }

    private void open(String shard, Map<String, SafetensorsHeader> shards) {
        if (!SHARD_NAME.matcher(shard).matches()) {
            problems.file(
                    "the shard "
                            + Names.quote(shard)
                            + " is refused: a shard is a plain *.safetensors file name in the same"
                            + " folder");
            return;
        }
        Path file = folder.resolve(shard);
        if (!Files.exists(file)) {
            problems.file("the shard " + shard + " is missing");
            return;
        }
        try {
            shards.put(shard, SafetensorsHeader.read(file, problems));
        } catch (BrokenModelException e) {
            problems.file(e.getMessage());
        }
    }

    private Map<String, TensorEntry> collect(
            Map<String, String> listed, Map<String, SafetensorsHeader> shards) {
        Map<String, TensorEntry> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader shard : shards.values()) {
            for (TensorEntry entry : shard.tensors().values()) {
                if (!listed.containsKey(entry.name())) {
                    continue;
                }
                TensorEntry other = tensors.putIfAbsent(entry.name(), entry);
                if (other != null) {
                    problems.tensor(
                            index,
                            entry.name(),
                            "lies in two shards, "
                                    + other.file().getFileName()
                                    + " and "
                                    + entry.file().getFileName());
                }
            }
        }
        return tensors;
    }

    private void checkPresent(String name, String shard, Map<String, SafetensorsHeader> shards) {
        SafetensorsHeader header = shards.get(shard);
        boolean absent = header != null && !header.tensors().containsKey(name);
        if (absent && !problems.tensors().contains(name)) {
            problems.file("tensor " + Names.quote(name) + " is listed but is not in " + shard);
        }
    }
}
