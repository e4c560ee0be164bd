package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.model.Findings;
import io.mingle.api.model.GraphReport;
import io.mingle.api.model.MemoryNeed;
import io.mingle.api.model.ModelReport;
import io.mingle.api.model.SubmodelReport;
import io.mingle.api.model.UncheckedPart;
import io.mingle.host.console.Table;
import io.mingle.host.console.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows a report on a model folder: to people in tables, to programs as one object. */
final class Inspection {

    private final ModelReport report;

    Inspection(ModelReport report) {
        this.report = report;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Model " + report.name() + " in " + report.directory());
        line(text, "");
        text.append(parts());
        report.submodels().forEach(it -> addFindings(text, it));
        addFindings(text, "Damage in the files", report.damage());
        addFindings(text, "Tensors that no network uses", report.unused());
        line(text, "");
        line(text, Needs.acting(report).text());
        Needs.speaking(report).ifPresent(it -> line(text, it.text()));
        Needs.copying(report).ifPresent(it -> line(text, it.text()));
        line(text, "");
        text.append(memory());
        line(
                text,
                "This machine has %s. The model runs in %s."
                        .formatted(Units.bytes(report.machineBytes()), report.precision()));
        return text.toString();
    }

    private Table parts() {
        Table table =
                new Table(List.of("PART", "STATE", "TENSORS", "OF", "PARAMETERS", "TYPE", "SIZE"));
        for (SubmodelReport part : report.submodels()) {
            table.row(
                    List.of(
                            part.name(),
                            part.complete() ? "complete" : "incomplete",
                            number(part.tensors()),
                            number(part.expected()),
                            number(part.parameters()),
                            String.join("+", part.types()),
                            Units.bytes(part.bytes())));
        }
        for (UncheckedPart part : report.unchecked()) {
            table.row(
                    List.of(
                            part.folder() + "/",
                            "not checked",
                            number(part.tensors()),
                            "",
                            number(part.parameters()),
                            String.join("+", part.types()),
                            Units.bytes(part.bytes())));
        }
        for (GraphReport graph : report.graphs()) {
            String state = graph.damage().isPresent() ? "damaged" : "whole";
            table.row(
                    List.of(
                            graph.file(),
                            graph.checked() ? state : "not checked",
                            "",
                            "",
                            "",
                            "ONNX",
                            Units.bytes(graph.bytes())));
        }
        table.row(
                List.of(
                        "checked",
                        report.complete() ? "complete" : "incomplete",
                        number(report.tensors()),
                        number(report.submodels().stream().mapToLong(it -> it.expected()).sum()),
                        number(report.parameters()),
                        "",
                        Units.bytes(report.bytes())));
        return table;
    }

    private Table memory() {
        Table table = new Table(List.of("PRECISION", "WEIGHTS", "CACHE OF 1,000 TOKENS", "FITS"));
        for (MemoryNeed need : report.memory()) {
            table.row(
                    List.of(
                            need.precision(),
                            Units.bytes(need.weightBytes()),
                            Units.bytes(need.cacheBytesPer1000Tokens()),
                            need.fits() ? "yes" : "no"));
        }
        return table;
    }

    private static void addFindings(StringBuilder text, SubmodelReport part) {
        kinds(part).forEach((kind, found) -> addFindings(text, part.name() + ", " + kind, found));
    }

    private static void addFindings(StringBuilder text, String what, Findings findings) {
        if (findings.isEmpty()) {
            return;
        }
        line(text, "");
        line(text, what + ": " + number(findings.count()));
        findings.first().forEach(it -> line(text, "  " + it));
        if (findings.count() > findings.first().size()) {
            line(text, "  and " + number(findings.count() - findings.first().size()) + " more");
        }
    }

    ObjectNode object() {
        ObjectNode object = Json.object();
        object.put("model", report.name()).put("directory", report.directory().toString());
        object.put("complete", report.complete()).put("precision", report.precision());
        object.put("tensors", report.tensors()).put("parameters", report.parameters());
        object.put("bytes", report.bytes());
        ArrayNode submodels = object.putArray("submodels");
        report.submodels().forEach(it -> fill(submodels.addObject(), it));
        ArrayNode unchecked = object.putArray("unchecked");
        report.unchecked().forEach(it -> fill(unchecked.addObject(), it));
        ArrayNode graphs = object.putArray("graphs");
        report.graphs().forEach(it -> fill(graphs.addObject(), it));
        fill(object.putObject("damage"), report.damage());
        fill(object.putObject("unused"), report.unused());
        Needs.acting(report).fill(object.putObject("act"));
        Needs.speaking(report).ifPresent(it -> it.fill(object.putObject("speak")));
        Needs.copying(report).ifPresent(it -> it.fill(object.putObject("copy_voices")));
        ObjectNode memory = object.putObject("memory");
        memory.put("machine_bytes", report.machineBytes());
        ArrayNode precisions = memory.putArray("precisions");
        for (MemoryNeed need : report.memory()) {
            precisions
                    .addObject()
                    .put("precision", need.precision())
                    .put("weight_bytes", need.weightBytes())
                    .put("kv_cache_bytes_per_1000_tokens", need.cacheBytesPer1000Tokens())
                    .put("fits", need.fits());
        }
        return object;
    }

    private static void fill(ObjectNode entry, SubmodelReport part) {
        entry.put("name", part.name()).put("complete", part.complete());
        entry.put("expected", part.expected()).put("tensors", part.tensors());
        fill(entry, part.parameters(), part.types(), part.bytes());
        kinds(part).forEach((kind, found) -> fill(entry.putObject(kind), found));
    }

    private static void fill(ObjectNode entry, UncheckedPart part) {
        entry.put("folder", part.folder()).put("tensors", part.tensors());
        fill(entry, part.parameters(), part.types(), part.bytes());
    }

    private static void fill(ObjectNode entry, GraphReport graph) {
        entry.put("file", graph.file()).put("checked", graph.checked());
        entry.put("damaged", graph.damage().isPresent()).put("bytes", graph.bytes());
    }

    private static void fill(ObjectNode entry, long parameters, List<String> types, long bytes) {
        entry.put("parameters", parameters);
        ArrayNode list = entry.putArray("types");
        types.forEach(list::add);
        entry.put("bytes", bytes);
    }

    private static void fill(ObjectNode entry, Findings findings) {
        entry.put("count", findings.count());
        ArrayNode first = entry.putArray("first");
        findings.first().forEach(first::add);
    }

    private static Map<String, Findings> kinds(SubmodelReport part) {
        Map<String, Findings> kinds = new LinkedHashMap<>();
        kinds.put("missing", part.missing());
        kinds.put("misshapen", part.misshapen());
        kinds.put("damaged", part.damaged());
        kinds.put("unexpected", part.unexpected());
        return kinds;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
