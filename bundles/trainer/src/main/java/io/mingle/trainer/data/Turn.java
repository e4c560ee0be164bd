package io.mingle.trainer.data;

import java.util.List;
import java.util.Optional;

/**
 * One question about a picture and the answer that is exactly right.
 *
 * @param question what a person asks
 * @param answer what the model shall say, nothing before it and nothing after it
 * @param pointings what parts of the answer are read off, in their order; empty where nobody says
 * @param quotes what parts of the answer are written as they stand in the question; empty where
 *     nobody says
 * @param sought what parts of the question name something that is to be seen; empty where nobody
 *     says
 */
public record Turn(
        String question,
        String answer,
        List<Pointing> pointings,
        List<Quote> quotes,
        List<Pointing> sought) {

    /** Copies the lists. */
    public Turn {
        pointings = List.copyOf(pointings);
        quotes = List.copyOf(quotes);
        sought = List.copyOf(sought);
    }

    /** Makes a turn whose question names nothing. */
    public Turn(String question, String answer, List<Pointing> pointings, List<Quote> quotes) {
        this(question, answer, pointings, quotes, List.of());
    }

    /** Makes a turn that quotes nothing. */
    public Turn(String question, String answer, List<Pointing> pointings) {
        this(question, answer, pointings, List.of());
    }

    /** Makes a turn of which nobody says what its answer is read off. */
    public Turn(String question, String answer) {
        this(question, answer, List.of());
    }

    /** Returns what the beginning of the answer is read off. */
    public Optional<Pointing> pointing() {
        return pointings.stream().findFirst();
    }
}
