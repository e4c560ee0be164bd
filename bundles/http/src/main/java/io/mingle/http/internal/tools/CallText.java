package io.mingle.http.internal.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mingle.json.StrictJson;

/** How calls of tools, and their results, are written in a conversation. */
public final class CallText {

    static final String OPEN = "<tool_call>";
    static final String CLOSE = "</tool_call>";
    static final String NAME = "name";
    static final String ARGUMENTS = "arguments";

    /** What stands behind a result. */
    public static final String RESULT_ENDS = "</tool_response>";

    private CallText() {}

    /**
     * Writes a call.
     *
     * @param arguments as JSON; what cannot be read as such stands as a text
     */
    public static String call(String name, String arguments) {
        return OPEN
                + JsonNodeFactory.instance
                        .objectNode()
                        .put(NAME, name)
                        .<JsonNode>set(ARGUMENTS, parsed(arguments))
                + CLOSE;
    }

    private static JsonNode parsed(String arguments) {
        try {
            return StrictJson.STANDARD.read(arguments);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(arguments);
        }
    }

    /** Writes what stands before the result of a call. */
    public static String resultBegins(String name) {
        return "<tool_response name=\"" + name + "\">";
    }
}
