package io.mingle.trainer.internal.speech;

import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.Trial;
import io.mingle.trainer.UnderstandingNetworks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Saying digits and commands, in codes of speech. */
@Component(service = Task.class)
public final class SpeakTask implements Task {

    @Override
    public String name() {
        return "speak";
    }

    @Override
    public String description() {
        return "digits and 40 commands in English and Chinese, as codes of speech";
    }

    @Override
    public Objective objective() {
        return new SpeakObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        ConfigSection config = setup.configuration(ModelFolder.CONFIG);
        ConfigSection codes =
                setup.configuration(SpeechConfigs.TOKENIZER + "/" + ModelFolder.CONFIG);
        SpeakPrompts prompts =
                SpeakPrompts.of(
                        setup.tokenizer(SpeechConfigs.TALKER),
                        config.section("talker_config").whole("vocab_size", 1, 1 << 24),
                        codes.whole("codes", 1, 1 << 16));
        return new SpeakSampler(
                Talkers.clips(setup),
                prompts,
                new SpokenPrompts(setup.tokenizer(), UnderstandingNetworks.decoder(config)));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Score.RIGHT, SpeakTrial.WORDS);
    }

    @Override
    public List<Trial> trials(Setup setup) {
        return List.of(new SpeakTrial());
    }

    @Override
    public Map<String, String> configurations() {
        return Talkers.talker();
    }

    @Override
    public void furnish(Path model) throws IOException {
        ConfigSection codes =
                ConfigSection.read(
                        model.resolve(SpeechConfigs.TOKENIZER).resolve(ModelFolder.CONFIG));
        TalkerFiles.write(model.resolve(SpeechConfigs.TALKER), codes.whole("codes", 1, 1 << 16));
    }
}
