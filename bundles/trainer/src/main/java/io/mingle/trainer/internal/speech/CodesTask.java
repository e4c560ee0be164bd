package io.mingle.trainer.internal.speech;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The tokenizer of speech, which flow and talker need first. */
@Component(service = Task.class)
public final class CodesTask implements Task {

    private static final int BUDGET = 1440;

    @Override
    public String name() {
        return "codes";
    }

    @Override
    public String description() {
        return "codes of speech, from which frames and words can be told, for speaking";
    }

    @Override
    public Objective objective() {
        return new CodesObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return new Coded(Talkers.clips(setup));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Figure.loss("loss"), Figure.loss("words"), Figure.loss("unused"));
    }

    @Override
    public Map<String, String> configurations() {
        return Talkers.codes();
    }

    private static final class Coded extends SpokenClipSampler {

        Coded(SpokenClips clips) {
            super(clips, BUDGET);
        }

        @Override
        public Batch batch(List<SpokenClip> drawn) {
            List<Phrase> phrases = drawn.stream().map(SpokenClip::phrase).toList();
            Batch.Builder batch = clips().addTo(Batch.of(drawn.size()), drawn);
            return WordOrder.addTo(batch, phrases, "code_counts", codes(drawn.get(0))).build();
        }
    }
}
