package io.mingle.segmentation.internal;

import io.mingle.api.perception.Mask;
import io.mingle.api.perception.Point;
import io.mingle.api.perception.SegmentationDiagnostics;
import io.mingle.api.understanding.Box;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of this bundle as values of JSON. */
final class ResultValues {

    private ResultValues() {}

    /** Returns a mask with its run lengths as COCO and its rings as GeoJSON have them. */
    static Map<String, Object> of(Mask mask) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("label", mask.label());
        values.put("colour", mask.colour());
        values.put("score", mask.score());
        values.put("area", mask.area());
        values.put("box", of(mask.box()));
        values.put(
                "rle",
                Map.of("size", List.of(mask.height(), mask.width()), "counts", mask.counts()));
        List<Object> polygons =
                mask.polygons().stream()
                        .map(it -> (Object) it.rings().stream().map(ResultValues::line).toList())
                        .toList();
        values.put("polygons", Map.of("type", "MultiPolygon", "coordinates", polygons));
        return values;
    }

    static Map<String, Object> of(Box box) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("x0", box.x0());
        values.put("y0", box.y0());
        values.put("x1", box.x1());
        values.put("y1", box.y1());
        return values;
    }

    static Map<String, Object> of(SegmentationDiagnostics told) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("threshold", told.threshold());
        values.put("otsu_ratio", told.otsuRatio());
        values.put("gain", told.gain());
        values.put("offset", told.offset());
        values.put("opacity", told.opacity());
        values.put("lost_area", told.lostArea());
        values.put("seeds", told.seeds());
        return values;
    }

    /** Returns points as GeoJSON writes them. */
    static List<Object> line(List<Point> points) {
        return points.stream().map(it -> (Object) List.of(it.x(), it.y())).toList();
    }
}
