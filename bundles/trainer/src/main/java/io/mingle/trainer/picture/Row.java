package io.mingle.trainer.picture;

import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Quote;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.learn.Pointers;
import io.mingle.trainer.internal.learn.TokenizedText;
import io.mingle.trainer.picture.PromptEncoder.Encoded;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The tokens of one sample: the picture's prefix, then turn after turn. */
final class Row {

    private record Token(long id, int turn, long time, long height, long width, boolean target) {}

    private final List<Token> tokens = new ArrayList<>();

    /** Where the answer of each turn begins. */
    private final List<Integer> answers = new ArrayList<>();

    /** Where the question of each turn begins; where its answer begins if that is not known. */
    private final List<Integer> questions = new ArrayList<>();

    /** Appends a turn; the first one brings the prefix, which all others share. */
    void add(int turn, Encoded prompt, long[] answer, int prefix) {
        int[] p = prompt.positions();
        int length = prompt.ids().length;
        for (int i = tokens.isEmpty() ? 0 : prefix; i < length; i++) {
            tokens.add(
                    new Token(
                            prompt.ids()[i],
                            i < prefix ? 0 : turn,
                            p[i],
                            p[length + i],
                            p[2 * length + i],
                            false));
        }
        long next = p[length - 1];
        for (long id : answer) {
            next++;
            tokens.add(new Token(id, turn, next, next, next, true));
        }
        answers.add(tokens.size() - answer.length);
        questions.add(tokens.size() - answer.length - prompt.question());
    }

    int length() {
        return tokens.size();
    }

    /**
     * Tells what the tokens of its answers are read off, and what those of its questions name.
     *
     * @param start where the row begins in the batch
     * @param visual where the picture begins in the row
     */
    void point(
            Pointers pointers,
            int start,
            int visual,
            List<Turn> turns,
            PromptEncoder prompts,
            BiFunction<Rectangle2D, Integer, long[]> shown) {
        for (int i = 0; i < answers.size(); i++) {
            Turn turn = turns.get(i);
            TokenizedText answer = prompts.tokenized(turn.answer());
            // Each is found out while the token before it is read.
            int before = start + answers.get(i) - 1;
            point(pointers, before, visual, answer, turn.pointings(), shown);
            if (questions.get(i) < answers.get(i)) {
                TokenizedText asked = prompts.tokenized(turn.question());
                int itself = start + questions.get(i);
                point(pointers, itself, visual, asked, turn.sought(), shown);
                quote(pointers, start, i, turn, answer, asked);
            }
        }
    }

    private static void point(
            Pointers pointers,
            int first,
            int visual,
            TokenizedText text,
            List<Pointing> pointings,
            BiFunction<Rectangle2D, Integer, long[]> shown) {
        for (Pointing pointing : pointings) {
            long[] target = shown.apply(pointing.target(), pointing.frame());
            long[] by = shown.apply(pointing.by(), pointing.frame());
            for (int token : text.tokens(pointing.from(), pointing.end())) {
                pointers.add(first + token, visual, by, target);
            }
        }
    }

    private void quote(
            Pointers pointers,
            int start,
            int number,
            Turn turn,
            TokenizedText answer,
            TokenizedText asked) {
        int question = questions.get(number);
        int length = answers.get(number) - question;
        int state = start + answers.get(number) - 1;
        for (Quote quote : turn.quotes()) {
            answer.same(quote.from(), quote.end(), asked, quote.at())
                    .forEach(
                            (token, said) -> {
                                long[] target = new long[length];
                                for (int each : said) {
                                    target[each] = 1;
                                }
                                pointers.add(state + token, question, target, target);
                            });
        }
    }

    /** Writes the row from place {@code start} on, and what is to be predicted where. */
    void copyTo(
            int start,
            long[] ids,
            long[] turn,
            long[][] positions,
            List<Long> at,
            List<Long> targets) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            ids[start + i] = token.id();
            turn[start + i] = token.turn();
            positions[0][start + i] = token.time();
            positions[1][start + i] = token.height();
            positions[2][start + i] = token.width();
            if (token.target()) {
                at.add((long) start + i - 1);
                targets.add(token.id());
            }
        }
    }
}
