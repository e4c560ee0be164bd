package io.mingle.trainer.internal.acting;

import io.mingle.api.training.Figure;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.state.Split;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.picture.Labelling;
import io.mingle.trainer.picture.PictureTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Seeing what is on the screen of a phone, and where. Words must be equal apart from case and space
 * around; a point or the middle of a box must lie in the element.
 */
@Component(service = Task.class)
public final class ScreenTask extends PictureTask {

    @Override
    public String name() {
        return "screen";
    }

    @Override
    public String description() {
        return "screens of simulated phones: what is written where, and where something is";
    }

    @Override
    protected PictureSource practice(Setup setup) {
        return new ScreenSource(Split.TRAINING, SimulatedPhone.languages());
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        Legibility.check(setup);
        return super.sampler(setup);
    }

    @Override
    protected Map<String, PictureSource> examination(Setup setup) {
        Map<String, PictureSource> groups = new LinkedHashMap<>();
        groups.put("known", practice(setup));
        groups.put("held out", new ScreenSource(Split.HELD_OUT, SimulatedPhone.languages()));
        return groups;
    }

    @Override
    protected Labelling labelling() {
        return ScreenLabels.LABELLING;
    }

    @Override
    protected int answerTokens() {
        return Grounding.ANSWER_TOKENS;
    }

    @Override
    protected boolean isRight(Turn turn, String given) {
        return Grounding.place(turn)
                .map(it -> Grounding.isInside(it, given))
                .orElseGet(() -> super.isRight(turn, given));
    }

    @Override
    public List<Figure> metric() {
        List<Figure> figures = new ArrayList<>(super.metric());
        figures.add(Grounding.INSIDE);
        figures.add(Grounding.OVERLAP);
        return figures;
    }

    @Override
    protected Map<String, Amount> measure(Turn turn, String given) {
        Map<String, Amount> measured = super.measure(turn, given);
        measured.putAll(Grounding.measure(turn, given));
        return measured;
    }

    @Override
    protected List<String> parts(Turn turn) {
        return Grounding.place(turn).isPresent() ? List.of("where") : List.of("what");
    }

    @Override
    public List<String> words() {
        return Corpus.grown();
    }
}
