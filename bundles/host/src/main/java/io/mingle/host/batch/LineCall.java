package io.mingle.host.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.InvalidRequestException;

/**
 * The call of a skill that a line is.
 *
 * @param number of the line, for messages
 * @param fields of the line
 */
record LineCall(long number, LineFields fields) {

    private static final String SKILL = "skill";
    private static final String ARGUMENTS = "arguments";

    /**
     * Tells whether the line is one: it names a skill and has {@code arguments} for it, or nothing
     * that could be a question.
     */
    boolean isMeant() {
        return fields.values().has(SKILL) && (fields.values().has(ARGUMENTS) || !asks());
    }

    private boolean asks() {
        return new LineQuestion(number, fields.values()).isMeant();
    }

    /** Returns the name of the skill. */
    String skill() {
        JsonNode skill = fields.values().get(SKILL);
        if (!skill.isTextual()) {
            throw wrong("names a skill by " + skill);
        }
        if (asks()) {
            throw wrong("has a question, and calls a skill as well");
        }
        return skill.textValue();
    }

    /** Returns what the skill is given, a JSON object as it was written. */
    String arguments() {
        JsonNode arguments = fields.values().path(ARGUMENTS);
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            throw wrong("has 'arguments' that are no object");
        }
        return arguments.isMissingNode() ? "{}" : fields.written(ARGUMENTS);
    }

    private InvalidRequestException wrong(String found) {
        return new InvalidRequestException(
                "Line %s %s. Give 'skill' the name of a skill and 'arguments' an object, and ask in another line."
                        .formatted(number, found));
    }
}
