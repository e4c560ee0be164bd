package io.mingle.audio.internal.speech;

import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.error.SkillUnavailableException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says a sentence in each language; with a model that cannot speak there is nothing to hear. */
@Component(property = "name=" + SpeakSkill.NAME)
public final class SpeakingDemo implements Demo {

    private final Speaker speaker;

    @Activate
    public SpeakingDemo(@Reference Speaker speaker) {
        this.speaker = speaker;
    }

    @Override
    public List<DemoCase> cases() {
        try {
            return speaker.voices().isEmpty()
                    ? List.of()
                    : List.of(saying("Nine four one, stop."), saying("九四一，停。"));
        } catch (SkillUnavailableException e) {
            return List.of();
        }
    }

    private static DemoCase saying(String text) {
        return DemoCase.of("Say: " + text, SpeakSkill.NAME, Map.of("text", text, "seed", 1));
    }
}
