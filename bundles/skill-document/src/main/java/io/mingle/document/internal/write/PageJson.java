package io.mingle.document.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Cell;
import io.mingle.api.document.Document;
import io.mingle.api.document.Figure;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.Table;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes pages as JSON, and reads them again. */
final class PageJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PageJson() {}

    static String of(Document document, String figures) {
        ObjectNode object = JSON.createObjectNode().put("name", document.name());
        ArrayNode pages = object.putArray("pages");
        document.pages().forEach(it -> pages.add(page(it, figures, false)));
        return object.toPrettyString() + "\n";
    }

    static String line(Page page) {
        return page(page, "", true).toString();
    }

    /**
     * Writes a page.
     *
     * @param whole whether figures are in it; else only their names, behind what is given
     */
    private static ObjectNode page(Page page, String figures, boolean whole) {
        ObjectNode object = JSON.createObjectNode().put("page", page.number());
        object.put("file", page.file());
        object.put("width", rounded(page.width())).put("height", rounded(page.height()));
        page.agreement().ifPresent(it -> object.put("agreement", rounded(it)));
        page.failure().ifPresent(it -> object.put("failure", it));
        ArrayNode warnings = object.putArray("warnings");
        page.warnings().forEach(warnings::add);
        ArrayNode blocks = object.putArray("blocks");
        page.blocks().forEach(it -> blocks.add(block(it, page, figures, whole)));
        return object;
    }

    private static ObjectNode block(Block block, Page page, String figures, boolean whole) {
        ObjectNode object = JSON.createObjectNode().put("order", block.order());
        object.put("type", block.type().name().toLowerCase(Locale.ROOT));
        if (block.level() > 0) {
            object.put("level", block.level());
        }
        PageBox box = block.box();
        object.putArray("box")
                .add(rounded(box.x0()))
                .add(rounded(box.y0()))
                .add(rounded(box.x1()))
                .add(rounded(box.y1()));
        ArrayNode thousandths = object.putArray("thousandths");
        box.thousandths(page).forEach(thousandths::add);
        block.confidence().ifPresent(it -> object.put("confidence", rounded(it)));
        object.put("text", block.text());
        block.table().ifPresent(it -> table(object.putArray("cells"), it));
        if (block.continued()) {
            object.put("continued", true);
        }
        block.figure()
                .ifPresent(
                        it -> {
                            object.put("figure", figures + it.name());
                            if (whole) {
                                object.put("png", it.picture().bytes());
                            }
                        });
        return object;
    }

    private static void table(ArrayNode cells, Table table) {
        for (Cell cell : table.cells()) {
            ObjectNode object =
                    cells.addObject()
                            .put("row", cell.row())
                            .put("column", cell.column())
                            .put("text", cell.text());
            if (cell.rows() > 1) {
                object.put("rows", cell.rows());
            }
            if (cell.columns() > 1) {
                object.put("columns", cell.columns());
            }
            if (cell.header()) {
                object.put("header", true);
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    static Page page(String line) {
        try {
            JsonNode object = JSON.readTree(line);
            List<Block> blocks = new ArrayList<>();
            object.path("blocks").forEach(it -> blocks.add(block(it)));
            List<String> warnings = new ArrayList<>();
            object.path("warnings").forEach(it -> warnings.add(it.asText()));
            return new Page(
                    object.path("page").asInt(),
                    object.path("file").asText(),
                    object.path("width").asDouble(),
                    object.path("height").asDouble(),
                    blocks,
                    number(object.path("agreement")),
                    object.has("failure")
                            ? Optional.of(object.path("failure").asText())
                            : Optional.empty(),
                    warnings);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "A page that was read before cannot be taken up: its line is not what Mingle"
                            + " wrote. Read the page again.",
                    e);
        }
    }

    private static Block block(JsonNode object) {
        JsonNode box = object.path("box");
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : object.path("cells")) {
            cells.add(
                    new Cell(
                            cell.path("row").asInt(),
                            cell.path("column").asInt(),
                            cell.path("rows").asInt(1),
                            cell.path("columns").asInt(1),
                            cell.path("header").asBoolean(),
                            cell.path("text").asText()));
        }
        return new Block(
                BlockType.valueOf(object.path("type").asText().toUpperCase(Locale.ROOT)),
                object.path("level").asInt(),
                object.path("order").asInt(),
                new PageBox(
                        box.path(0).asDouble(),
                        box.path(1).asDouble(),
                        box.path(2).asDouble(),
                        box.path(3).asDouble()),
                number(object.path("confidence")),
                object.path("text").asText(),
                object.has("cells") ? Optional.of(new Table(cells)) : Optional.empty(),
                figure(object),
                object.path("continued").asBoolean());
    }

    private static OptionalDouble number(JsonNode value) {
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private static Optional<Figure> figure(JsonNode object) {
        if (!object.has("png")) {
            return Optional.empty();
        }
        String name = object.path("figure").asText();
        byte[] png = Base64.getDecoder().decode(object.path("png").asText());
        return Optional.of(new Figure(name, new Picture(name, png)));
    }
}
