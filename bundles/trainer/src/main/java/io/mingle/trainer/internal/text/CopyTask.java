package io.mingle.trainer.internal.text;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.gui.simulator.state.Split;
import io.mingle.model.ModelFolder;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.data.Corpus;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Writing again what a prompt says. It costs little, since nothing is seen or heard, and other
 * tasks stand on it: texts that are to be typed, names in programs, where one is in a sequence.
 */
@Component(service = Task.class)
public final class CopyTask implements Task {

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public String description() {
        return "what a prompt says, written again: names, texts, numbers; as it is, looked up or"
                + " subtracted";
    }

    @Override
    public Objective objective() {
        return new TextObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return new CopySampler(
                new Copying(Split.TRAINING),
                setup.tokenizer(),
                UnderstandingNetworks.decoder(setup.configuration(ModelFolder.CONFIG)));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return List.of(
                new CopyTrial("known", new Copying(Split.TRAINING)),
                new CopyTrial("held out", new Copying(Split.HELD_OUT)));
    }

    @Override
    public List<String> words() {
        return Corpus.grown();
    }
}
