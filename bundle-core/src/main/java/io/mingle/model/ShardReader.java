package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.JsonFiles;
import io.mingle.core.internal.json.Names;
import io.mingle.core.internal.json.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a list of shards and the headers of all of them, and tells what does not agree. */
final class ShardReader {

    private static final long MAX_INDEX_BYTES = 32L << 20;

    private final Path folder;
    private final Path index;
    private final Problems problems;
    private final Map<StandIn, List<String>> standIns = new EnumMap<>(StandIn.class);

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
        standIns.forEach((kind, names) -> problems.file(kind.of(names)));
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
                listed.put(field.getKey(), ShardName.plain(field.getValue().textValue()));
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
        if (!ShardName.isInside(shard)) {
            problems.file(
                    "the shard "
                            + Names.quote(shard)
                            + " is refused: a shard is a *.safetensors file in the same folder or"
                            + " below it");
            return;
        }
        Optional<Path> found = ShardName.find(folder, shard);
        if (found.isEmpty()) {
            problems.file("the shard " + Names.shorten(shard) + " is missing");
            return;
        }
        Path file = found.get();
        Optional<StandIn> standIn = StandIn.at(file);
        if (standIn.isPresent()) {
            standIns.computeIfAbsent(standIn.get(), kind -> new ArrayList<>())
                    .add(Names.shorten(shard));
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
                                    + folder.relativize(other.file())
                                    + " and "
                                    + folder.relativize(entry.file()));
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
