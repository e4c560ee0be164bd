package io.mingle.trainer.internal.speech;

import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.media.WavWriter;
import io.mingle.api.training.Score;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.feature.LogMel;
import io.mingle.audio.transcript.RecognitionPrompt;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.internal.task.Asking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Has a phrase spoken, recorded as WAV and written down; errors are counted in words. */
final class HearTrial implements Trial {

    /** As recognition asks. */
    private static final GenerationOptions OPTIONS =
            TranscriptionOptions.USUAL.generation().withMaxTokens(64);

    private final String group;
    private final boolean known;
    private final Synthesizer synthesizer = new Synthesizer(LogMel.RATE);

    HearTrial(String group, boolean known) {
        this.group = group;
        this.known = known;
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Recording recording = Recording.of(random, synthesizer, HearSampler.length(random), known);
        byte[] wav =
                new WavWriter(LogMel.RATE, WavWriter.Encoding.PCM16, "").file(recording.samples());
        String expected = HearSampler.answer(recording.phrase());
        String given = heard(new Sound("spoken.wav", wav), broker);
        Map<String, Amount> measured = new LinkedHashMap<>();
        measured.put(Score.RIGHT.name(), Amount.of(expected.equals(given.strip())));
        measured.put(HearTask.WORDS.name(), WordErrors.of(recording.phrase(), given));
        return new Outcome(
                measured,
                List.of(recording.phrase().language().published()),
                new Evidence(
                        "audio",
                        ".wav",
                        wav,
                        Asking.told(RecognitionPrompt.PUBLISHED, expected, given)));
    }

    /** Asks as the published model is asked: words first. */
    static String heard(Sound sound, Broker broker) {
        Conversation asked =
                new Conversation(
                        List.of(Message.user(new Text(RecognitionPrompt.PUBLISHED), sound)));
        return Asking.answer(broker, asked, OPTIONS);
    }
}
