package io.mingle.audio.internal.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.graph.Graph;
import io.mingle.api.graph.GraphRuntime;
import io.mingle.api.graph.GraphTensor;
import io.mingle.api.speech.VoiceReference;
import io.mingle.audio.sound.Waveform;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Makes a voice of a recording, with the two graphs that are published beside a talker: one makes
 * the print of a voice, the other codes of what was said (spec of the published model, talker,
 * section 4.2). They are opened for it and closed after it, so that nothing of them, and nothing of
 * the recording, stays.
 */
final class VoiceCopy {

    /** Makes voice prints (H. Wang and others, "CAM++", 2023). */
    static final String PRINT = "campplus.onnx";

    /** Makes codes of speech (Z. Du and others, "CosyVoice", 2024). */
    static final String CODES = "speech_tokenizer_v1.onnx";

    private static final String NAME = "copied";

    /** Attention of the published tokenizer: for each two positions it holds a value for each. */
    private static final long HEADS = 20;

    private final TensorRuntime runtime;
    private final GraphRuntime graphs;
    private final Path talker;

    private VoiceCopy(TensorRuntime runtime, GraphRuntime graphs, Path talker) {
        this.runtime = runtime;
        this.graphs = graphs;
        this.talker = talker;
    }

    /**
     * Prepares it.
     *
     * @throws SkillUnavailableException if the model has no such graphs, or nobody runs them
     */
    static VoiceCopy require(
            VoiceReference reference,
            TensorRuntime runtime,
            TalkerFolder folder,
            Optional<GraphRuntime> graphs) {
        Path talker = folder.own().directory();
        List<String> missing =
                TalkerFolder.GRAPHS.stream()
                        .filter(it -> !Files.exists(talker.resolve(it)))
                        .toList();
        if (!missing.isEmpty()) {
            throw unavailable(
                    reference,
                    "the model %s lacks what listens to voices: %s in its folder talker. Put there what is published with it"
                            .formatted(folder.model().name(), String.join(" and ", missing)));
        }
        return new VoiceCopy(
                runtime,
                graphs.orElseThrow(
                        () ->
                                unavailable(
                                        reference,
                                        "nobody runs the networks that listen to voices, because"
                                            + " the bundle io.mingle.engine.onnx is not installed."
                                            + " Install it")),
                talker);
    }

    private static SkillUnavailableException unavailable(VoiceReference reference, String why) {
        return new SkillUnavailableException(
                "The voice in '%s' was to be copied, and %s, or choose one of the model's voices; 'mingle speak --voices' lists them."
                        .formatted(reference.recording().name(), why));
    }

    /**
     * Listens.
     *
     * @param recording as {@link Recording} has it
     * @param speech what will speak in this voice
     * @throws BrokenModelException if the graphs are damaged, or of another model
     * @throws io.mingle.api.error.MemoryRefusedException if there is no memory for them
     * @throws io.mingle.api.error.CancelledException if the calling thread is interrupted
     */
    KnownVoice of(VoiceReference reference, Waveform recording, LoadedSpeech speech) {
        VoiceFeatures features = VoiceFeatures.of(runtime, recording, speech.mel());
        float[] print = print(features.fbank(), speech.print());
        int[] codes = codes(features.logMel(), speech.detokenizer().flow().config().codes());
        int known = speech.mel().isPresent() ? features.known(codes.length) : codes.length;
        return new KnownVoice(
                NAME,
                "und",
                "",
                reference.text(),
                Arrays.copyOf(codes, known),
                print,
                features.mel(known));
    }

    private float[] print(GraphTensor.Floats fbank, int wanted) {
        GraphTensor made = run(PRINT, 0, fbank);
        boolean fits =
                made instanceof GraphTensor.Floats floats && floats.values().length == wanted;
        if (!fits) {
            throw other(PRINT, "makes %s, and the talker takes prints of %s values", made, wanted);
        }
        float[] print = ((GraphTensor.Floats) made).values();
        for (float value : print) {
            if (!Float.isFinite(value)) {
                throw other(
                        PRINT,
                        "makes %s of which some are no numbers, for a print of %s",
                        made,
                        wanted);
            }
        }
        return print;
    }

    private int[] codes(GraphTensor.Floats logMel, int known) {
        int frames = logMel.shape().get(2).intValue();
        long positions = frames / 2 + 1;
        GraphTensor made =
                run(
                        CODES,
                        HEADS * positions * positions * Float.BYTES,
                        logMel,
                        GraphTensor.Ints.of(new int[] {frames}, 1));
        long[] codes = whole(made);
        boolean fits =
                codes.length > 0
                        && codes.length <= positions
                        && LongStream.of(codes).allMatch(it -> it >= 0 && it < known);
        if (!fits) {
            throw other(CODES, "makes %s that are no codes of the flow, which has %s", made, known);
        }
        return LongStream.of(codes).mapToInt(Math::toIntExact).toArray();
    }

    private static long[] whole(GraphTensor tensor) {
        if (tensor instanceof GraphTensor.Ints ints) {
            return IntStream.of(ints.values()).asLongStream().toArray();
        }
        return tensor instanceof GraphTensor.Longs longs ? longs.values() : new long[0];
    }

    /** Runs a graph for its first output. Its weights are held twice while it is made ready. */
    private GraphTensor run(String name, long scratch, GraphTensor... inputs) {
        Path file = talker.resolve(name);
        try (Reservation memory = runtime.reserve("weights", 2 * Files.size(file) + scratch);
                Graph graph = graphs.open(file)) {
            if (graph.inputs().size() != inputs.length || graph.outputs().isEmpty()) {
                throw new BrokenModelException(
                        "The graph %s takes %s and makes %s, which is not what listens to voices. Fetch the file again from where the model is published."
                                .formatted(file, graph.inputs(), graph.outputs()));
            }
            return graph.run(List.of(inputs)).get(0);
        } catch (IOException e) {
            throw new BrokenModelException(
                    "The graph %s cannot be read: %s. Check that it may be."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private BrokenModelException other(String name, String what, GraphTensor made, int wanted) {
        return new BrokenModelException(
                "The graph %s %s. Take it from the same model as the talker."
                        .formatted(
                                talker.resolve(name),
                                what.formatted("values of the shape " + made.shape(), wanted)));
    }
}
