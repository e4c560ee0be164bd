package io.mingle.api.graph;

import java.util.List;

/**
 * An input or an output of a graph.
 *
 * @param name as the file has it
 * @param type of its values, in the words of ONNX, such as {@code FLOAT} or {@code INT32}
 * @param shape its sizes; −1 where any will do
 */
public record GraphPort(String name, String type, List<Long> shape) {

    /** Copies the sizes. */
    public GraphPort {
        shape = List.copyOf(shape);
    }
}
