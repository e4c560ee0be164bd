package io.mingle.trainer.internal.speech;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.model.ModelFolder;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.data.Corpus;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Writing down what is said: digits and commands in English and Chinese. */
@Component(service = Task.class)
public final class HearTask implements Task {

    static final Figure WORDS = Figure.errors("wrong words");

    @Override
    public String name() {
        return "hear";
    }

    @Override
    public String description() {
        return "digits and 40 commands in English and Chinese, in voices known and unknown";
    }

    @Override
    public Objective objective() {
        return new HearObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        var config = setup.configuration(ModelFolder.CONFIG);
        return new HearSampler(
                SpeechNetworks.hearing(config),
                new SpokenPrompts(setup.tokenizer(), UnderstandingNetworks.decoder(config)));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT, WORDS);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return List.of(new HearTrial("known voices", true), new HearTrial("unknown voices", false));
    }

    @Override
    public Map<String, String> configurations() {
        return Map.of(ModelFolder.CONFIG, SpeechBlueprints.read("hearing.json"));
    }

    @Override
    public List<String> words() {
        return Corpus.grown();
    }
}
