package io.mingle.trainer.internal.document;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.Turn;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Writing tables of two to four columns in Markdown. */
@Component(service = Task.class)
public final class TableTask extends DocumentTask<Tables> {

    /** Likeness of the trees of both tables. */
    private static final Figure LIKENESS = Figure.mean("TEDS");

    @Override
    public String name() {
        return "table";
    }

    @Override
    public String description() {
        return "small tables of 2 to 4 columns to Markdown, in fonts and layouts known and held"
                + " out";
    }

    @Override
    Groups.Drawing<Tables> drawing() {
        return Tables::new;
    }

    @Override
    public List<Figure> metric() {
        return List.of(LIKENESS, Score.RIGHT);
    }

    @Override
    protected boolean isRight(Turn turn, String given) {
        return GridTable.read(turn.answer()).equals(GridTable.read(given));
    }

    @Override
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = super.measure(turn, given);
        double likeness =
                TreeDistance.likeness(GridTable.read(turn.answer()), GridTable.read(given));
        measured.put(LIKENESS.name(), Amount.of(likeness));
        return measured;
    }

    @Override
    protected int answerTokens() {
        return 384;
    }
}
