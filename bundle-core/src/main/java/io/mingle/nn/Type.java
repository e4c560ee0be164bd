package io.mingle.nn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kind of value a program holds.
 *
 * @param text as programs write it
 * @param parts of a tuple; of others empty
 */
public record Type(String text, List<Type> parts) {

    public static final Type TENSOR = new Type("Tensor", List.of());
    public static final Type INT = new Type("int", List.of());
    public static final Type FLOAT = new Type("float", List.of());
    public static final Type BOOL = new Type("bool", List.of());
    public static final Type TENSORS = new Type("List[Tensor]", List.of());
    public static final Type INTS = new Type("List[int]", List.of());
    public static final Type FLOATS = new Type("List[float]", List.of());
    public static final Type BOOLS = new Type("List[bool]", List.of());

    public Type {
        parts = List.copyOf(parts);
    }

    /** Returns the type of several values together. */
    public static Type tuple(List<Type> parts) {
        return new Type(
                parts.stream().map(Type::text).collect(Collectors.joining(", ", "Tuple[", "]")),
                parts);
    }

    /** Returns the type of what a list of this type holds; a part of a tensor is a tensor. */
    Type element() {
        if (equals(TENSOR)) {
            return TENSOR;
        }
        return Stream.of(TENSOR, INT, FLOAT, BOOL)
                .filter(type -> text.equals("List[" + type.text() + "]"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " is not a list."));
    }
}
