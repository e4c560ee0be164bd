package io.mingle.http.internal.tools;

import io.mingle.api.understanding.Constraint;
import io.mingle.http.internal.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the model may call to answer a question. It is told of it in words of our own, because the
 * published template has none for tools, and its answer is held to them while it is decoded.
 *
 * @param offered the tools; none if it is to answer by itself
 * @param required whether it has to call one
 * @param parallel whether it may call several at a time
 */
public record Tools(List<Tool> offered, boolean required, boolean parallel) {

    /** The most calls of one answer. */
    private static final int MOST_CALLS = 8;

    private static final Constraint WORDS = new Constraint.Regex("[\\s\\S]*");

    /** Nothing may be called. */
    public static final Tools NONE = new Tools(List.of(), false, false);

    /** Copies the list. */
    public Tools {
        offered = List.copyOf(offered);
    }

    /**
     * Returns what is left of it when the client has chosen.
     *
     * @param part of the request that says so
     * @param choice none, auto or required
     * @throws ApiException if it is another, or one has to be called and there is none
     */
    Tools choosing(String part, String choice) {
        if (choice.equals("required") && isEmpty()) {
            throw ApiException.invalid(
                    part,
                    "'%s' is required, and there are no tools of the type function to call. Send some, or leave it out."
                            .formatted(part));
        }
        return switch (choice) {
            case "none" -> NONE;
            case "auto" -> new Tools(offered, false, parallel);
            case "required" -> new Tools(offered, true, parallel);
            default ->
                    throw ApiException.invalid(
                            part,
                            "'%s' has to be none, auto, required or the name of a function in an object."
                                    .formatted(part));
        };
    }

    /** Tells whether there is nothing to call. */
    public boolean isEmpty() {
        return offered.isEmpty();
    }

    /** Tells the model what there is and how it is called. */
    public String prompt() {
        String each =
                offered.stream()
                        .map(tool -> tool.described().toString())
                        .collect(Collectors.joining("\n"));
        return """
        There are tools, one described by each of these lines:
        %s
        To call one, end your answer with a line like this, its arguments as the description says:
        %s{"name":"NAME","arguments":{…}}%s
        %s What a tool answers follows between <tool_response> and </tool_response>.
        %s\
        """
                .formatted(
                        each,
                        CallText.OPEN,
                        CallText.CLOSE,
                        parallel
                                ? "Several calls at a time are several such lines."
                                : "Make one call at a time.",
                        required ? "Call a tool now." : "Call none if you can answer without.");
    }

    /**
     * Returns what holds an answer to calls that are valid.
     *
     * @param format what an answer without calls is held to, if anything
     */
    public Optional<Constraint> constraint(Optional<Constraint> format) {
        if (isEmpty()) {
            return format;
        }
        return Optional.of(
                new Constraint.Tagged(
                        CallText.OPEN,
                        CallSchema.of(offered).toString(),
                        CallText.CLOSE,
                        parallel ? MOST_CALLS : 1,
                        required ? Optional.empty() : Optional.of(format.orElse(WORDS))));
    }

    /** Returns what finds the calls in an answer. */
    public AnswerReader reader() {
        return new AnswerReader(!isEmpty());
    }
}
