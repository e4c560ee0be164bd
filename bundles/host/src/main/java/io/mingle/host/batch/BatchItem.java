package io.mingle.host.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.batch.Lines.Line;
import java.nio.charset.CharacterCodingException;

/**
 * One line of the input: a question, or the call of a skill, and what is written for it.
 *
 * @param number of the line
 * @param fields of the line
 * @param unreadable why it could not be read; else null
 */
record BatchItem(long number, LineFields fields, MingleException unreadable) {

    /** Reads a line; a bad one becomes an item whose question throws. */
    static BatchItem read(Line line) {
        long number = line.number();
        if (line.tooLong()) {
            return new BatchItem(
                    number,
                    LineFields.NONE,
                    new ContentTooLargeException(
                            "Line %s is %s bytes long; at most %s are read. Name files in it, instead of writing what they hold."
                                    .formatted(number, line.length(), Lines.LIMIT)));
        }
        String text;
        try {
            text = line.text();
        } catch (CharacterCodingException e) {
            return bad(number, "is not text in " + line.charset() + "; save the file in UTF-8");
        }
        try {
            return LineFields.read(text)
                    .map(fields -> new BatchItem(number, fields, null))
                    .orElseGet(() -> bad(number, "is no JSON object"));
        } catch (JsonProcessingException e) {
            return bad(number, "is not JSON: " + JsonFault.of(text));
        }
    }

    private static BatchItem bad(long number, String found) {
        return new BatchItem(
                number,
                LineFields.NONE,
                new InvalidRequestException(
                        "Line "
                                + number
                                + " "
                                + found
                                + ". Write one object a line, such as {\"image\": \"a.png\","
                                + " \"question\": \"Read the text.\"}."));
    }

    /** Tells whether the line calls a skill. */
    boolean isCall() {
        return call().isMeant();
    }

    /** Returns the call of a line that is one. */
    LineCall call() {
        return new LineCall(number, fields);
    }

    /**
     * Returns the question of a line that is no call, its pictures and sounds read.
     *
     * @param paths finds its files
     * @param seed of random frames of videos
     * @throws MingleException what is wrong with the line
     */
    Conversation conversation(LinePaths paths, long seed) {
        if (unreadable != null) {
            throw unreadable;
        }
        return question().conversation(paths, seed);
    }

    /** Returns what a line that is no call asks. */
    LineQuestion question() {
        return new LineQuestion(number, fields.values());
    }

    /** Returns the options of all lines with what this one says itself. */
    GenerationOptions options(GenerationOptions all) {
        return new LineOptions(fields, number).in(all);
    }

    /** Returns what is written for it. */
    LineResult result() {
        return LineResult.of(fields, isCall());
    }
}
