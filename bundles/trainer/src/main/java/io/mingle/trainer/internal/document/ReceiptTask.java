package io.mingle.trainer.internal.document;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.Turn;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Reading receipts of three to eight lines, each line exactly. */
@Component(service = Task.class)
public final class ReceiptTask extends DocumentTask<Receipts> {

    /** Lines that are given exactly and in their order, of all that there are or are given. */
    private static final Figure LINES = new Figure("lines exact", Figure.Kind.RATE, true);

    @Override
    public String name() {
        return "receipt";
    }

    @Override
    public String description() {
        return "receipts of 3 to 8 printed lines, in fonts and layouts known and held out";
    }

    @Override
    Groups.Drawing<Receipts> drawing() {
        return Receipts::new;
    }

    @Override
    public List<Figure> metric() {
        return List.of(LINES, Score.RIGHT);
    }

    @Override
    protected boolean isRight(Turn turn, String given) {
        return turn.answer().equals(given.strip());
    }

    @Override
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = super.measure(turn, given);
        List<String> expected = turn.answer().lines().toList();
        List<String> said = given.strip().lines().map(String::strip).toList();
        measured.put(
                LINES.name(),
                new Amount(common(expected, said), Math.max(expected.size(), said.size())));
        return measured;
    }

    /** Returns how many lines both have in the same order (longest common subsequence). */
    private static int common(List<String> one, List<String> other) {
        int[][] most = new int[one.size() + 1][other.size() + 1];
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= other.size(); j++) {
                most[i][j] =
                        one.get(i - 1).equals(other.get(j - 1))
                                ? most[i - 1][j - 1] + 1
                                : Math.max(most[i - 1][j], most[i][j - 1]);
            }
        }
        return most[one.size()][other.size()];
    }

    @Override
    protected int answerTokens() {
        return 256;
    }
}
