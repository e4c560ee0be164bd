package io.mingle.trainer.internal.task;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.PromptBox;
import io.mingle.trainer.data.Scenes;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.picture.PictureTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Looking at one to five coloured shapes. Numbers and words must be equal apart from case and space
 * around; a box must overlap the right one by half (intersection over union on the 0–1000 scale).
 */
@Component(service = Task.class)
public final class LookTask extends PictureTask {

    private static final double LEAST_OVERLAP = 0.5;
    private static final Figure OVERLAP = Figure.mean("IoU");

    /** Of so many batches that are drawn, the hardest samples are learnt from. */
    private static final int HARDEST = 4;

    @Override
    public String name() {
        return "look";
    }

    @Override
    public String description() {
        return "one to five coloured shapes: how many, which colour, where";
    }

    @Override
    protected PictureSource practice(Setup setup) {
        return new Scenes();
    }

    @Override
    protected boolean isRight(Turn turn, String given) {
        return box(turn)
                .map(box -> overlap(box, given) >= LEAST_OVERLAP)
                .orElseGet(() -> super.isRight(turn, given));
    }

    @Override
    public List<Figure> metric() {
        List<Figure> figures = new ArrayList<>(super.metric());
        figures.add(OVERLAP);
        return figures;
    }

    @Override
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = super.measure(turn, given);
        box(turn).ifPresent(box -> measured.put(OVERLAP.name(), Amount.of(overlap(box, given))));
        return measured;
    }

    private static Optional<PromptBox> box(Turn turn) {
        return PromptBox.parse(turn.answer());
    }

    private static double overlap(PromptBox box, String given) {
        return PromptBox.parse(given).map(box::overlap).orElse(0.0);
    }

    /** Tells questions for a number, a place or a word apart by the answer that is right. */
    @Override
    protected List<String> parts(Turn turn) {
        if (box(turn).isPresent()) {
            return List.of("where");
        }
        return List.of(Character.isDigit(turn.answer().charAt(0)) ? "how many" : "which");
    }

    /**
     * A model that has been trained before learns from every second turn of scenes whole, since the
     * hardest of those are the ones with many boxes.
     */
    @Override
    public List<Integer> draws(boolean continued) {
        return continued ? List.of(HARDEST, 1) : List.of(1);
    }
}
