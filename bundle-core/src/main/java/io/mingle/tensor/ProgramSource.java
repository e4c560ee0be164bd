package io.mingle.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a neural program: its attributes and methods, in the TorchScript language.
 *
 * @param name the class name, letters only
 * @param attributes what the program keeps between calls
 * @param methods the text of each method, indented by two spaces, {@code self} typed with {@code
 *     __torch__.NAME}
 */
public record ProgramSource(String name, List<Attribute> attributes, List<String> methods) {

    public ProgramSource {
        attributes = List.copyOf(attributes);
        methods = List.copyOf(methods);
    }

    /** A list of tensors kept between calls, empty when the program is loaded. */
    public record Attribute(String name) {}

    /** Collects the methods of one program. */
    public static final class Builder {
        private final String name;
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<String> methods = new ArrayList<>();

        public Builder(String name) {
            this.name = name;
        }

        /** Adds a list of tensors and the method {@code set_NAME(w)} that fills it. */
        public Builder tensors(String attribute) {
            attributes.add(new Attribute(attribute));
            return method(
                    "set_" + attribute,
                    "w: List[Tensor]",
                    "List[Tensor]",
                    "self." + attribute + " = w\nreturn annotate(List[Tensor], [])");
        }

        /** Adds a method whose {@code body} is written without indentation. */
        public Builder method(String method, String parameters, String result, String body) {
            StringBuilder text = new StringBuilder();
            text.append("  def ").append(method).append("(self: __torch__.").append(name);
            if (!parameters.isEmpty()) {
                text.append(", ").append(parameters);
            }
            text.append(") -> ").append(result).append(":\n");
            body.strip().lines().forEach(l -> text.append("    ").append(l).append('\n'));
            methods.add(text.toString());
            return this;
        }

        public ProgramSource build() {
            return new ProgramSource(name, attributes, methods);
        }
    }

    /** Returns the whole text as the runtime compiles it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("class ").append(name).append("(Module):\n");
        text.append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        for (Attribute attribute : attributes) {
            text.append("  ").append(attribute.name()).append(" : List[Tensor]\n");
        }
        methods.forEach(text::append);
        return text.toString();
    }
}
