package io.mingle.onnx.internal;

import io.mingle.api.graph.Graph;
import java.nio.file.Path;

/** The small graphs of the tests. */
final class Graphs {

    static final OnnxGraphs RUNTIME =
            OnnxGraphs.in(Path.of(System.getProperty(OnnxGraphs.CACHE), "onnx"));

    private Graphs() {}

    static Path file(String name) {
        return Path.of("src/test/resources/graphs", name + ".onnx");
    }

    static Graph open(String name) {
        return RUNTIME.open(file(name));
    }
}
