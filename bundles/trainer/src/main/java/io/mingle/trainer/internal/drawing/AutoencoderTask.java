package io.mingle.trainer.internal.drawing;

import io.mingle.api.training.Figure;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * The autoencoder of pictures, which drawing and editing need first. Shift and scale of its latents
 * are measured whenever it is written, and stand in its configuration.
 */
@Component(service = Task.class)
public final class AutoencoderTask implements Task {

    private static final String CONFIG = "vae/config.json";
    private static final double LEAST_VARIANCE = 1e-6;

    @Override
    public String name() {
        return "vae";
    }

    @Override
    public String description() {
        return "pictures of coloured shapes out of their latents, for drawing and editing";
    }

    @Override
    public Objective objective() {
        return new AutoencoderObjective();
    }

    @Override
    public Sampler<?> sampler(Setup setup) {
        return new AutoencoderSampler(AutoencoderConfig.read(setup.configuration(CONFIG)));
    }

    @Override
    public List<Figure> metric() {
        return List.of(Figure.loss("loss"), Figure.loss("squares"), Figure.loss("edges"));
    }

    @Override
    public Map<String, String> configurations() {
        return Map.of(CONFIG, Blueprints.read(CONFIG));
    }

    @Override
    public Optional<Settings> settings() {
        return Optional.of(
                told -> {
                    double mean = told.get(AutoencoderObjective.MEAN);
                    double square = told.get(AutoencoderObjective.SQUARE);
                    // Both are means of many batches: where latents hardly differ, it may be below
                    // 0.
                    double variance = Math.max(LEAST_VARIANCE, square - mean * mean);
                    double scale = 1 / Math.sqrt(variance);
                    return Map.of(CONFIG, Map.of("shift_factor", mean, "scaling_factor", scale));
                });
    }
}
