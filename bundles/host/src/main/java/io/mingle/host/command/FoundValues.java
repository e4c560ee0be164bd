package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.perception.Mask;
import io.mingle.api.perception.Point;
import io.mingle.api.perception.Polygon;
import io.mingle.api.perception.SegmentationDiagnostics;
import io.mingle.api.understanding.Box;
import java.util.List;

/** What was found in pictures, as JSON. */
final class FoundValues {

    private FoundValues() {}

    /** Returns a mask with its run lengths as COCO and its rings as GeoJSON have them. */
    static ObjectNode of(Mask mask) {
        ObjectNode object = Json.object();
        object.put("label", mask.label()).put("colour", mask.colour());
        object.put("score", mask.score()).put("area", mask.area());
        object.set("box", of(mask.box()));
        ObjectNode runs = object.putObject("rle");
        runs.putArray("size").add(mask.height()).add(mask.width());
        runs.put("counts", mask.counts());
        ObjectNode polygons = object.putObject("polygons").put("type", "MultiPolygon");
        ArrayNode parts = polygons.putArray("coordinates");
        for (Polygon polygon : mask.polygons()) {
            ArrayNode rings = parts.addArray();
            polygon.rings().forEach(it -> line(rings.addArray(), it));
        }
        return object;
    }

    static ObjectNode of(Box box) {
        return Json.object()
                .put("x0", box.x0())
                .put("y0", box.y0())
                .put("x1", box.x1())
                .put("y1", box.y1());
    }

    static ObjectNode of(SegmentationDiagnostics told) {
        ObjectNode object = Json.object();
        object.put("threshold", told.threshold()).put("otsu_ratio", told.otsuRatio());
        told.gain().forEach(object.putArray("gain")::add);
        told.offset().forEach(object.putArray("offset")::add);
        object.put("opacity", told.opacity()).put("lost_area", told.lostArea());
        told.seeds().forEach(object.putArray("seeds")::add);
        return object;
    }

    /** Adds points as GeoJSON writes them. */
    static void line(ArrayNode line, List<Point> points) {
        points.forEach(it -> line.addArray().add(it.x()).add(it.y()));
    }

    /** Returns a box as people read it. */
    static String text(Box box) {
        return "[%s, %s, %s, %s]".formatted(box.x0(), box.y0(), box.x1(), box.y1());
    }

    /** Returns a score with two digits. */
    static String text(double score) {
        long hundredths = Math.round(100 * score);
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }
}
