package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.JsonFiles;
import io.mingle.core.internal.json.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a list of shards and the headers of all of them, and collects what does not agree. */
final class ShardReader {

    private static final long MAX_INDEX_BYTES = 32L << 20;
    private static final int MAX_PROBLEMS = 20;
    private static final Pattern SHARD_NAME =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*\\.safetensors");

    private final Path folder;
    private final Path index;
    private final List<String> problems = new ArrayList<>();
    private int problemCount;

    private ShardReader(Path folder, Path index) {
        this.folder = folder;
        this.index = index;
    }

    static SafetensorsIndex read(Path folder, Path index) {
        return new ShardReader(folder, index).read();
    }

    private SafetensorsIndex read() {
        Map<String, String> listed = listed();
        Map<String, SafetensorsHeader> shards = new TreeMap<>();
        new TreeSet<>(listed.values()).forEach(shard -> open(shard, shards));
        Map<String, TensorEntry> tensors = collect(listed, shards);
        listed.forEach((name, shard) -> checkPresent(name, shard, shards));
        if (problemCount > 0) {
            throw new BrokenModelException(message());
        }
        List<Path> files = shards.values().stream().map(SafetensorsHeader::file).toList();
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
                problem(
                        "tensor "
                                + Names.quote(field.getKey())
                                + " is listed without the name of a file");
            }
        }
        return listed;
    }

    private void open(String shard, Map<String, SafetensorsHeader> shards) {
        if (!SHARD_NAME.matcher(shard).matches()) {
            problem(
                    "the shard "
                            + Names.quote(shard)
                            + " is refused: a shard is a plain *.safetensors file name in the same"
                            + " folder");
            return;
        }
        Path file = folder.resolve(shard);
        if (!Files.exists(file)) {
            problem("the shard " + shard + " is missing");
            return;
        }
        try {
            shards.put(shard, SafetensorsHeader.read(file));
        } catch (BrokenModelException e) {
            String message = e.getMessage();
            problem(message.endsWith(".") ? message.substring(0, message.length() - 1) : message);
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
                    problem(
                            "tensor "
                                    + Names.quote(entry.name())
                                    + " lies in two shards, "
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
        if (header != null && !header.tensors().containsKey(name)) {
            problem("tensor " + Names.quote(name) + " is listed but is not in " + shard);
        }
    }

    private void problem(String text) {
        problemCount++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(text);
        }
    }

    private String message() {
        StringBuilder message = new StringBuilder();
        message.append(index).append(" and its shards do not fit together (");
        message.append(problemCount).append(problemCount == 1 ? " problem): " : " problems): ");
        message.append(String.join("; ", problems));
        if (problemCount > problems.size()) {
            message.append("; and ").append(problemCount - problems.size()).append(" more");
        }
        return message.append(". Download or write the folder again.").toString();
    }
}
