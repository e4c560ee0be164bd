package io.mingle.http.internal.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A function of the client's that the model may call.
 *
 * @param name letters, digits, hyphens and underscores
 * @param description what it is good for, if that is said
 * @param parameters the JSON schema of its arguments, an object; none if it takes none
 * @param strict whether arguments are held to all that the schema says, and refused if that is not
 *     possible; else to as much of it as is possible
 */
public record Tool(
        String name, Optional<String> description, Optional<JsonNode> parameters, boolean strict) {

    private static final List<String> SAYING_THE_TYPE =
            List.of("type", "$ref", "anyOf", "oneOf", "allOf", "const", "enum");

    /** Describes it for the model, in one line. */
    JsonNode described() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        description.ifPresent(it -> json.put("description", it));
        return json.set("parameters", parameters.orElseGet(Tool::nothing));
    }

    /** Returns the schema that its arguments are held to; they are always an object. */
    JsonNode enforced() {
        JsonNode given = parameters.orElseGet(Tool::nothing);
        JsonNode schema = strict ? given : LooseSchema.of(given);
        boolean says = SAYING_THE_TYPE.stream().anyMatch(schema::has);
        return says ? schema : ((ObjectNode) schema.deepCopy()).put("type", "object");
    }

    private static JsonNode nothing() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }
}
