package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The tool that makes pictures, {@code image_generation}. Whether one is made is the caller's
 * choice, as everywhere with this model: none of its tokens asks for a picture.
 */
final class PictureTool {

    private static final String TYPE = "image_generation";
    private static final String TOOLS = "tools";
    private static final String CHOICE = "tool_choice";

    private PictureTool() {}

    /**
     * Returns what a request says of the picture that it has chosen to get.
     *
     * @return empty if it has not
     * @throws ApiException if it has, and does not offer the tool
     */
    static Optional<Fields> chosen(Fields request) {
        List<Fields> tools = request.objects(TOOLS);
        if (!isChosen(request.any(CHOICE), tools)) {
            return Optional.empty();
        }
        Fields tool =
                tools.stream()
                        .filter(it -> isPicture(it.json()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                CHOICE,
                                                "'tool_choice' is image_generation, and no tool of"
                                                    + " this type is in 'tools'. Send it, too."));
        request.passOver("parallel_tool_calls");
        return Optional.of(tool);
    }

    private static boolean isChosen(Optional<JsonNode> choice, List<Fields> tools) {
        if (choice.isEmpty()) {
            return false;
        }
        JsonNode its = choice.get();
        if (its.isTextual()) {
            return its.textValue().equals("required")
                    && tools.stream().anyMatch(it -> isPicture(it.json()))
                    && tools.stream().noneMatch(it -> type(it.json()).equals("function"));
        }
        JsonNode allowed = its.path(TOOLS);
        return isPicture(its)
                || type(its).equals("allowed_tools")
                        && its.path("mode").asText().equals("required")
                        && !allowed.isEmpty()
                        && StreamSupport.stream(allowed.spliterator(), false)
                                .allMatch(PictureTool::isPicture);
    }

    /** Tells whether it is this tool. */
    static boolean isPicture(JsonNode tool) {
        return type(tool).equals(TYPE);
    }

    private static String type(JsonNode tool) {
        return tool.path("type").asText();
    }
}
