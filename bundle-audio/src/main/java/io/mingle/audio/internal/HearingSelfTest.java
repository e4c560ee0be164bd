package io.mingle.audio.internal;

import io.mingle.api.skill.SelfTest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.feature.LogMel;
import io.mingle.audio.sound.Waveform;
import io.mingle.thinker.Thinker;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hears a tone and begins to answer. With a model that cannot hear there is nothing to try: this
 * bundle then only says so, and may be replaced all the same.
 */
@Component
public final class HearingSelfTest implements SelfTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int SAMPLES = LogMel.RATE / 2;

    private final AudioEncoder encoder;
    private final Thinker thinker;

    @Activate
    public HearingSelfTest(@Reference AudioEncoder encoder, @Reference Thinker thinker) {
        this.encoder = encoder;
        this.thinker = thinker;
    }

    @Override
    public void run() {
        encoder.loaded().ifPresent(this::hear);
    }

    private void hear(LoadedEncoder loaded) {
        float[] tone = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / LogMel.RATE));
        }
        Waveform waveform = new Waveform(LogMel.RATE, tone);
        thinker.generate(
                        List.of(loaded.prepare(waveform, "tone of the self-test")),
                        GenerationOptions.GREEDY.withMaxTokens(1))
                .join(LIMIT);
    }
}
