package io.mingle.http.internal.sound;

import io.mingle.api.dialogue.SpokenWords;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.tools.AnswerReader;
import io.mingle.http.internal.tools.Piece;
import java.util.List;
import java.util.stream.Collectors;

/** Has the words of an answer spoken, and none of its calls. */
public final class SpokenPieces implements SpokenWords {

    private final AnswerReader reader;

    /**
     * @param reader of that answer, and of nobody else's
     */
    public SpokenPieces(AnswerReader reader) {
        this.reader = reader;
    }

    @Override
    public String next(String piece) {
        return words(reader.push(piece));
    }

    @Override
    public String end(Answer answer) {
        return words(reader.finish(answer.reason()));
    }

    private static String words(List<Piece> pieces) {
        return pieces.stream()
                .filter(Piece.Words.class::isInstance)
                .map(it -> ((Piece.Words) it).text())
                .collect(Collectors.joining());
    }
}
