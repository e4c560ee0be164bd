package io.mingle.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a neural program: its attributes and methods, in the TorchScript language.
 *
 * @param name the class name, letters only
 * @param subject names the program in messages to people, such as "the decoder of the model X"
 * @param attributes what the program keeps between calls
 * @param methods the text of each method, indented by two spaces, {@code self} typed with {@code
 *     __torch__.NAME}
 * @param deeds says of methods, by name, what they do, such as "Reading the prompt"
 */
public record ProgramSource(
        String name,
        String subject,
        List<Attribute> attributes,
        List<String> methods,
        Map<String, String> deeds) {

    public ProgramSource {
        attributes = List.copyOf(attributes);
        methods = List.copyOf(methods);
        deeds = Map.copyOf(deeds);
    }

    /** Returns what a method does, for messages to people. */
    public String deed(String method) {
        return deeds.getOrDefault(method, "The step '" + method + "'");
    }

    /** A list of tensors kept between calls, empty when the program is loaded. */
    public record Attribute(String name) {}

    /** Collects the methods of one program. */
    public static final class Builder {
        private final String name;
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<String> methods = new ArrayList<>();
        private final Map<String, String> deeds = new HashMap<>();
        private String subject;

        public Builder(String name) {
            this.name = name;
            subject = "the program " + name;
        }

        /** Names the program in messages to people; otherwise that is "the program NAME". */
        public Builder subject(String subject) {
            this.subject = subject;
            return this;
        }

        /** Says what a method does, in messages to people: "Reading the prompt". */
        public Builder deed(String method, String deed) {
            deeds.put(method, deed);
            return this;
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
            return new ProgramSource(name, subject, attributes, methods, deeds);
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
