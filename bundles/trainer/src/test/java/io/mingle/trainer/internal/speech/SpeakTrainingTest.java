package io.mingle.trainer.internal.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.detokenizer.FlowVoice;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.audio.talker.SpeechSampler;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Precision;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.LearningDevice;
import io.mingle.trainer.internal.run.BlankModel;
import io.mingle.trainer.internal.speech.Recording.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All parts of a talker are learnt, written as published, and speak as serving loads them. */
@Timeout(600)
class SpeakTrainingTest {

    private static final int CODES = 40;

    @TempDir Path folder;

    private static SpokenClip clip(SpeakingVoice voice, int word) {
        Phrase phrase = new Phrase(voice.language(), SpokenWord.ALL.subList(word, word + 1));
        float[] samples = new float[CODES * SpokenClips.MEL.hop()];
        for (int i = 0; i < samples.length * 3 / 4; i++) {
            samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * (150 + 10 * word) * i / 24000.0));
        }
        return new SpokenClip(
                voice, phrase.text(), phrase, samples, 32, List.of(new Span(0, samples.length)));
    }

    @SuppressWarnings("unchecked")
    private Batch batch(Task task, List<SpokenClip> clips) {
        try (Setup setup = new Setup(folder, null)) {
            Sampler<?> sampler = task.sampler(setup);
            if (sampler instanceof VocoderTask.Cuts cuts) {
                return cuts.batch(
                        clips.stream()
                                .map(it -> VocoderTask.Cuts.piece(it.samples(), it, 1))
                                .toList());
            }
            return ((Sampler<SpokenClip>) sampler).batch(clips);
        }
    }

    @Test
    void allPartsAreLearntAndTheFolderSpeaks() {
        List<Task> tasks =
                List.of(new CodesTask(), new SpeechFlowTask(), new VocoderTask(), new SpeakTask());
        ConfigSection config = BlankModel.write(tasks, folder);
        List<SpokenClip> clips = List.of(clip(SpeakingVoice.ENG, 3), clip(SpeakingVoice.LUNA, 14));
        Path model = folder.resolve("model.safetensors");
        try (LearningDevice learning = new LearningDevice()) {
            for (Task task : tasks) {
                List<Figures> told = new ArrayList<>();
                try (Learner learner = learner(learning, config, model, task)) {
                    told.addAll(LearningDevice.learnt(learner, 0, batch(task, clips), 2e-3));
                    Checkpoint.writeModel(learner, model, Map.of());
                }
                double first = told.get(0).loss();
                double last = told.get(1).loss();
                assertTrue(
                        last < first, "%s went from %s to %s".formatted(task.name(), first, last));
            }
            speak(learning, config);
        }
    }

    private static Learner learner(
            LearningDevice learning, ConfigSection config, Path model, Task task) {
        return model.toFile().exists()
                ? learning.further(config, model, task.objective())
                : learning.learner(config, task.objective());
    }

    private void speak(LearningDevice learning, ConfigSection config) {
        Path talker = folder.resolve("talker");
        SpeakingVoice voice = SpeakingVoice.ENG;
        AudioBpe bpe = AudioBpe.read(talker.resolve("s3_bpe"));
        List<Integer> codes = new ArrayList<>();
        try (Setup setup = new Setup(folder, null)) {
            SpeakPrompts prompts =
                    SpeakPrompts.of(
                            setup.tokenizer("talker"),
                            SpeechConfigs.talker(config).decoder().vocabSize(),
                            SpeechConfigs.codes(config));
            try (Talker speaker =
                    new Talker(
                            learning.runtime(),
                            SpeechConfigs.talker(config),
                            prompts.tokens(),
                            bpe,
                            SafetensorsIndex.open(talker),
                            "",
                            Precision.FLOAT32)) {
                assertArrayEquals(
                        prompts.voice().speech(), speaker.tokensOf(new int[TalkerFiles.PROMPT]));
                TalkerPrompt prompt = prompts.of("Three, stop.", 0);
                speaker.speak(
                        prompt,
                        Optional.empty(),
                        voice.print(),
                        SpeechSampler.greedy(prompts.tokens().audioEnd()),
                        24,
                        it -> Arrays.stream(it).forEach(codes::add));
            }
        }
        int[] said = codes.stream().mapToInt(it -> it).toArray();
        assertTrue(Arrays.stream(said).allMatch(it -> it >= 0 && it < 512), codes.toString());
        try (Detokenizer detokenizer = Detokenizer.load(learning.runtime(), talker)) {
            float[] wave = detokenizer.whole(said, FlowVoice.of(voice.print()), 1, 1);
            assertEquals(480 * said.length, wave.length);
            for (float sample : wave) {
                assertTrue(Math.abs(sample) <= 0.99f, "a sample of " + sample);
            }
        }
    }

    @Test
    void codesBeginOnTopOfAModelThatHasNoneOfThem() {
        CodesTask codes = new CodesTask();
        HearTask hear = new HearTask();
        ConfigSection config = BlankModel.write(List.of(hear, codes), folder);
        Path model = folder.resolve("model.safetensors");
        Path other = folder.resolve("further/model.safetensors");
        assertTrue(other.getParent().toFile().mkdirs());
        try (LearningDevice learning = new LearningDevice()) {
            try (Learner learner = learning.learner(config, hear.objective())) {
                Checkpoint.writeModel(learner, model, Map.of());
            }
            try (Learner learner = learning.further(config, model, codes.objective())) {
                Checkpoint.writeModel(learner, other, Map.of());
            }
        }
        assertEquals(
                SafetensorsIndex.open(folder).tensors().keySet(),
                SafetensorsIndex.open(other.getParent()).tensors().keySet());
        SafetensorsIndex made =
                SafetensorsIndex.open(other.resolveSibling("talker/speech_tokenizer"));
        assertArrayEquals(new long[] {512, 128}, made.entry("quantizer._codebook.embed").shape());
        assertTrue(made.find("encoder.blocks.2.mlp.2.weight").isPresent());
    }

    @Test
    void pitchIsHeardWhereThereIsAVoice() {
        float[] samples = clip(SpeakingVoice.ENG, 5).samples();
        float[] pitch = Pitch.of(samples, 24_000, 480);
        assertEquals(CODES, pitch.length);
        assertEquals(200, pitch[10], 2);
        assertEquals(0, pitch[CODES - 2]);
    }
}
