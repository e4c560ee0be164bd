package io.mingle.trainer.internal.task;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.FontFamily;
import io.mingle.trainer.data.FontLibrary;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.PrintedLines;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.picture.PictureTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Reading one printed line, exactly; fonts that were trained on are asked about apart from those
 * held out.
 */
@Component(service = Task.class)
public final class ReadTask extends PictureTask {

    private static final Figure CHARACTERS = Figure.errors("wrong characters");

    /** Of so many batches that are drawn, the hardest samples are learnt from. */
    private static final int HARDEST = 4;

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String description() {
        return "one printed line of 3 to 12 characters, in fonts known and held out";
    }

    @Override
    protected PictureSource practice(Setup setup) {
        return PrintedLines.practice(setup.fontLibrary().known());
    }

    @Override
    protected Map<String, PictureSource> examination(Setup setup) {
        FontLibrary library = setup.fontLibrary();
        Map<String, PictureSource> groups = new LinkedHashMap<>();
        add(groups, "known fonts", library.known());
        add(groups, "held-out fonts", library.heldOut());
        return groups;
    }

    private static void add(
            Map<String, PictureSource> groups, String name, List<FontFamily> families) {
        if (!families.isEmpty()) {
            groups.put(name, new PrintedLines(families));
        }
    }

    @Override
    protected boolean isRight(Turn turn, String given) {
        return turn.answer().equals(given);
    }

    @Override
    public List<Figure> metric() {
        List<Figure> figures = new ArrayList<>(super.metric());
        figures.add(CHARACTERS);
        return figures;
    }

    @Override
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = super.measure(turn, given);
        int wrong = EditDistance.of(turn.answer(), given);
        measured.put(CHARACTERS.name(), new Amount(wrong, turn.answer().length()));
        return measured;
    }

    /** Reading, which takes longest to learn, has the most turns. */
    @Override
    public List<Integer> draws(boolean continued) {
        return continued ? Collections.nCopies(3, HARDEST) : Collections.nCopies(4, 1);
    }
}
