package io.mingle.audio.talker;

import io.mingle.decode.DecodeEngine;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.nn.Scope;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.Owned;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.PromptStates;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Speaks in codes. Any thread may call it, several beside one another; each token is a step of the
 * device, beside those of all others.
 */
public final class Talker implements AutoCloseable {

    /** What the tensors are called in the published index. */
    public static final String PREFIX = "talker";

    /** An utterance ends here as published, whatever the talker says. */
    public static final int LONGEST = 1000;

    /**
     * Codes by which an utterance ends as well: two seconds, and half a second for each token of
     * its text. Nobody speaks as slowly, but a talker that has lost its thread does not end at all.
     */
    private static final int LONGEST_WITHOUT_TEXT = 100;

    private static final int LONGEST_PER_TOKEN = 25;

    /** Rows of a prompt that are read in a step; a conversation that was heard may have many. */
    private static final int CHUNK = 512;

    /** What is said where nothing was. */
    private static final int[] NOTHING = {0, 0, 0};

    private final TensorRuntime runtime;
    private final TalkerConfig config;
    private final TalkerTokens tokens;
    private final AudioBpe bpe;
    private final Precision precision;
    private final LoadedProgram program;
    private final DecodeEngine engine;

    /**
     * What was spoken.
     *
     * @param steps how many tokens were decoded, without the one that ends
     * @param codes how many codes they stood for
     * @param strange how many of them were tokens of text, which say nothing
     * @param ended whether the talker ended of itself
     */
    public record Utterance(int steps, int codes, int strange, boolean ended) {}

    /**
     * Loads the network.
     *
     * @param weights has its tensors
     * @param prefix what their names begin with, {@link #PREFIX} in the published index; in a
     *     folder of the talker's own nothing
     * @param precision in which the checkpoint runs
     */
    public Talker(
            TensorRuntime runtime,
            TalkerConfig config,
            TalkerTokens tokens,
            AudioBpe bpe,
            SafetensorsIndex weights,
            String prefix,
            Precision precision) {
        this.runtime = runtime;
        this.config = config;
        this.tokens = tokens;
        this.bpe = bpe;
        this.precision = precision;
        Parameters parameters = new Parameters();
        Scope scope = parameters.scope();
        TalkerNetwork network =
                new TalkerNetwork(
                        config, tokens.textPad(), prefix.isEmpty() ? scope : scope.at(prefix));
        Kernels kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source =
                new ProgramSource.Builder("Talker").subject("the talker").deed("step", "Speaking");
        kernels.addTo(source);
        network.addTo(new Methods(source, kernels));
        program = runtime.load(source.build(), weights, parameters.names(), precision.weights());
        engine = new DecodeEngine(runtime, program, network, precision.activations());
    }

    /** Returns tokens of speech for codes of a voice. */
    public int[] tokensOf(int... codes) {
        return IntStream.of(bpe.encode(codes)).map(it -> it + tokens.firstAudio()).toArray();
    }

    /**
     * Speaks.
     *
     * @param prompt put together with this talker's tokens
     * @param heard the thinker's states, as many as the prompt has places for them; they stay the
     *     caller's
     * @param print of the voice
     * @param most how many tokens may be decoded, such as {@link #LONGEST}; fewer are if they stand
     *     for far more speech than the text has words
     * @param spoken takes the codes of each token as soon as it is decoded
     * @throws io.mingle.api.error.CancelledException if the calling thread is interrupted
     * @throws io.mingle.api.error.MemoryRefusedException if there is no memory for its rows
     */
    public Utterance speak(
            TalkerPrompt prompt,
            Optional<PromptStates> heard,
            float[] print,
            SpeechSampler sampler,
            int most,
            Consumer<int[]> spoken) {
        try (Reservation loaded = program.hold()) {
            Sequence sequence = onDevice(engine::open);
            try {
                float[] logits = read(sequence, prompt, heard, print);
                return goOn(sequence, prompt, logits, sampler, most, spoken);
            } finally {
                runtime.scheduler().finish(sequence::close);
            }
        }
    }

    private <T> T onDevice(Callable<T> work) {
        return runtime.scheduler().call(work);
    }

    /** Runs the rows of the prompt in chunks, each a step, for the logits after the last. */
    private float[] read(
            Sequence sequence, TalkerPrompt prompt, Optional<PromptStates> heard, float[] print) {
        int[] positions = prompt.positions();
        float[] logits = null;
        try (Owned owned = new Owned(runtime.scheduler())) {
            Tensor rows = owned.add(onDevice(() -> embedded(prompt, heard, print)));
            for (int from = 0; from < prompt.rows(); from += CHUNK) {
                int to = Math.min(from + CHUNK, prompt.rows());
                Rows chunk = new Rows.Embedded(rows, from, to - from);
                Part part = new Part(sequence, chunk, Arrays.copyOfRange(positions, from, to));
                logits =
                        onDevice(
                                () -> {
                                    sequence.reserve(to);
                                    return engine.step(part);
                                });
            }
        }
        return logits;
    }

    private Tensor embedded(TalkerPrompt prompt, Optional<PromptStates> heard, float[] print) {
        try (Tensor nothing = nothing();
                Tensor audio = runtime.of(wide(prompt.audio()), prompt.rows());
                Tensor text = runtime.of(wide(prompt.text()), prompt.rows());
                Tensor voice = runtime.of(print, 1, print.length)) {
            return program.runOne(
                    "talker_prompt",
                    audio,
                    text,
                    voice,
                    heard.map(PromptStates::embedding).orElse(nothing),
                    heard.map(PromptStates::last).orElse(nothing),
                    (long) prompt.thinker(),
                    (long) prompt.voice());
        }
    }

    private Tensor nothing() {
        return runtime.zeros("scratch", precision.residual(), 1, 0, config.qaModelHiddenSize());
    }

    private static long[] wide(int... values) {
        return IntStream.of(values).asLongStream().toArray();
    }

    private Utterance goOn(
            Sequence sequence,
            TalkerPrompt prompt,
            float[] first,
            SpeechSampler sampler,
            int most,
            Consumer<int[]> spoken) {
        float[] logits = first;
        int longest = LONGEST_WITHOUT_TEXT + LONGEST_PER_TOKEN * prompt.sentence();
        int codes = 0;
        int strange = 0;
        int steps = 0;
        boolean ended = false;
        while (steps < most && codes < longest) {
            int token = sampler.next(logits);
            ended = token == tokens.audioEnd();
            if (ended) {
                break;
            }
            int[] said = bpe.codes(token - tokens.firstAudio());
            strange += token < tokens.firstAudio() ? 1 : 0;
            if (said.length > 0) {
                spoken.accept(said);
                codes += said.length;
            }
            int text = steps < prompt.later().length ? prompt.later()[steps] : tokens.textPad();
            int position = prompt.rows() + steps++;
            if (steps < most && codes < longest) {
                logits = onDevice(() -> decode(sequence, token, text, position));
            }
        }
        if (codes == 0) {
            spoken.accept(NOTHING.clone());
        }
        return new Utterance(steps, codes, strange, ended);
    }

    private float[] decode(Sequence sequence, int token, int text, int position) {
        sequence.reserve(position + 1);
        if (text != tokens.textPad()) {
            try (Tensor audio = runtime.of(wide(token), 1);
                    Tensor word = runtime.of(wide(text), 1);
                    Tensor row = program.runOne("talker_row", audio, word)) {
                return engine.step(new Part(sequence, new Rows.Embedded(row, 0, 1), position));
            }
        }
        return engine.step(new Part(sequence, new Rows.Tokens(token), position));
    }

    @Override
    public void close() {
        // Between steps: one of an utterance that did not end in time may still run.
        runtime.scheduler().finish(engine::close);
        program.close();
    }
}
