package io.mingle.http.internal.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.json.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which tools a request offers, and whether one has to be called. */
public enum ToolReader {

    /** As chat completions have it: what a function is stands in an object of its own. */
    NESTED("function", "allowed_tools"),

    /**
     * As responses have it: all in one object. Tools of other kinds, which only their own servers
     * have, are passed over: some clients always send them.
     */
    FLAT("", "");

    private static final int MOST_TOOLS = 128;
    private static final Predicate<String> NAME =
            Pattern.compile("[A-Za-z0-9_-]{1,64}").asMatchPredicate();
    private static final String TOOLS = "tools";
    private static final String CHOICE = "tool_choice";
    private static final String FUNCTION = "function";

    private final String function;
    private final String allowed;

    ToolReader(String function, String allowed) {
        this.function = function;
        this.allowed = allowed;
    }

    /**
     * Reads {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}.
     *
     * @throws ApiException if one of them cannot be right
     */
    public Tools read(Fields request, boolean lenient) {
        List<Tool> tools = tools(request, lenient);
        boolean parallel = request.flag("parallel_tool_calls", true);
        Optional<JsonNode> choice = request.any(CHOICE);
        if (choice.isPresent() && choice.get().isObject()) {
            return chosen(request.requiredObject(CHOICE), tools, parallel, lenient);
        }
        return new Tools(tools, false, parallel)
                .choosing(request.path(CHOICE), request.text(CHOICE).orElse("auto"));
    }

    private List<Tool> tools(Fields request, boolean lenient) {
        List<Fields> listed = request.objects(TOOLS);
        if (listed.size() > MOST_TOOLS) {
            throw ApiException.invalid(
                    TOOLS,
                    "There are %s tools, and at most %s are possible. Offer fewer at a time."
                            .formatted(listed.size(), MOST_TOOLS));
        }
        List<Tool> tools = new ArrayList<>();
        for (Fields each : listed) {
            if (each.required("type").equals(FUNCTION)) {
                tools.add(tool(within(each, function), lenient));
                each.end(lenient);
            } else if (this == NESTED) {
                throw ApiException.invalid(
                        each.path("type"), "'%s' has to be function.".formatted(each.path("type")));
            }
        }
        Set<String> names = tools.stream().map(Tool::name).collect(Collectors.toSet());
        if (names.size() < tools.size()) {
            throw ApiException.invalid(TOOLS, "Two tools have the same name. Rename one.");
        }
        return tools;
    }

    private static Fields within(Fields fields, String name) {
        return name.isEmpty() ? fields : fields.requiredObject(name);
    }

    private static Tool tool(Fields function, boolean lenient) {
        String name = function.required("name");
        if (!NAME.test(name)) {
            throw ApiException.invalid(
                    function.path("name"),
                    "'%s' is '%s'. A tool's name has up to 64 letters, digits, hyphens and underscores."
                            .formatted(function.path("name"), Shortened.of(name)));
        }
        Optional<JsonNode> parameters = function.object("parameters").map(Fields::json);
        Tool tool =
                new Tool(name, function.text("description"), parameters, function.flag("strict"));
        function.passOver("type").end(lenient);
        return tool;
    }

    private Tools chosen(Fields choice, List<Tool> tools, boolean parallel, boolean lenient) {
        String type = choice.required("type");
        if (type.equals(FUNCTION)) {
            Fields named = within(choice, function);
            Tool tool = find(tools, named);
            named.end(lenient);
            choice.end(lenient);
            return new Tools(List.of(tool), true, false);
        }
        if (!type.equals("allowed_tools")) {
            throw ApiException.invalid(
                    choice.path("type"),
                    "'%s' has to be function or allowed_tools.".formatted(choice.path("type")));
        }
        Fields listed = within(choice, allowed);
        String mode = listed.text("mode").orElse("auto");
        List<Tool> some = new ArrayList<>();
        for (Fields each : listed.objects(TOOLS)) {
            each.passOver("type");
            some.add(find(tools, within(each, function)));
        }
        return new Tools(some, false, parallel).choosing(listed.path("mode"), mode);
    }

    private static Tool find(List<Tool> tools, Fields named) {
        String name = named.required("name");
        return tools.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        named.path("name"),
                                        "'%s' is '%s', which is none of the tools. There are: %s."
                                                .formatted(
                                                        named.path("name"),
                                                        Shortened.of(name),
                                                        tools.stream()
                                                                .map(Tool::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }
}
