package io.mingle.audio.internal.recognition;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.sound.Waveform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Understands {@link Speech}, and writes down what it was asked. */
final class ScriptedHearing implements Hearing {

    final List<Double> seconds = new CopyOnWriteArrayList<>();
    final List<String> prompts = new CopyOnWriteArrayList<>();
    final List<String> constraints = new CopyOnWriteArrayList<>();
    final List<Integer> limits = new CopyOnWriteArrayList<>();
    final List<Integer> unrepeated = new CopyOnWriteArrayList<>();
    volatile String language = "English";
    volatile FinishReason reason = FinishReason.STOP;

    @Override
    public Generation<Answer> hear(
            Waveform sound, String name, String prompt, GenerationOptions options) {
        seconds.add((double) sound.samples().length / sound.rate());
        prompts.add(prompt);
        limits.add(options.maxTokens());
        unrepeated.add(options.noRepeatNgram());
        options.constraint().ifPresent(it -> constraints.add(((Constraint.Regex) it).pattern()));
        String said = Speech.heard(sound.rate(), sound.samples());
        return answer(language + "\t" + said);
    }

    @Override
    public Generation<Answer> ask(String question, GenerationOptions options) {
        prompts.add(question);
        return answer(question.substring(question.lastIndexOf(':') + 1).toUpperCase());
    }

    private Generation<Answer> answer(String text) {
        return GenerationChannel.produce(
                "scripted",
                channel -> {
                    for (String piece : text.split("(?<= )")) {
                        channel.delta(piece);
                    }
                    Usage usage = new Usage(10, 2, Map.of(Usage.DECODE, Duration.ofMillis(1)));
                    channel.finished(new Answer(text, reason), usage);
                    return new Answer(text, reason);
                });
    }
}
