package io.mingle.core.internal.thinker;

import io.mingle.model.DecoderConfig;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.tensor.LoadedProgram;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.decoder.DecoderNetwork;
import java.util.List;

/** The decoder of a checkpoint, loaded: its program, its weights, and caches for it. */
public final class DecoderRunner implements AutoCloseable {

    private final TensorRuntime runtime;
    private final DecoderConfig config;
    private final Precision precision;
    private final Kernels kernels;
    private final LoadedProgram program;

    public DecoderRunner(TensorRuntime runtime, Checkpoint checkpoint) {
        this.runtime = runtime;
        this.config = checkpoint.folder().decoder();
        this.precision = checkpoint.precision();
        Parameters parameters = new Parameters();
        DecoderNetwork network = new DecoderNetwork(config, parameters.scope());
        kernels = new Kernels(precision, runtime.kernels());
        ProgramSource.Builder source =
                new ProgramSource.Builder("Decoder")
                        .subject(
                                "the decoder of the model '%s'"
                                        .formatted(checkpoint.folder().name()))
                        .deed("embed_all", "Embedding the prompt")
                        .deed("prefill", "Reading the prompt")
                        .deed("prefill_states", "Reading the prompt")
                        .deed("decode_row", "Decoding the next token");
        kernels.addTo(source);
        network.addTo(new Methods(source, kernels));
        program =
                runtime.load(
                        source.build(),
                        checkpoint.folder().weights(),
                        parameters.names(),
                        precision.weights());
    }

    public DecoderConfig config() {
        return config;
    }

    /** Returns the weights that one token passes: attention, its experts, the head. */
    public long activeParameters() {
        long hidden = config.hiddenSize();
        long heads = 2L * config.numAttentionHeads() + 2L * config.numKeyValueHeads();
        long experts = (long) config.numExpertsPerTok() + config.numSharedExperts();
        long layer =
                hidden
                        * (heads * config.headDim()
                                + 3 * experts * config.moeIntermediateSize()
                                + config.numExperts());
        return config.numHiddenLayers() * layer + hidden * config.vocabSize();
    }

    /** Makes room for the keys and values of {@code tokens} tokens. */
    public Tensor newCache(int tokens) {
        return runtime.zeros(
                "cache",
                precision.activations(),
                2L * config.numHiddenLayers(),
                config.numKeyValueHeads(),
                tokens,
                config.headDim());
    }

    /** Copies what a cache holds into one with more room. */
    public void copyCache(Tensor from, Tensor to) {
        program.runOne("copy_cache", from, to).close();
    }

    /**
     * Returns the input of the first layer.
     *
     * @param features for each picture and sound [tokens, hidden], in order
     * @param at the places of all visual and audio tokens
     * @return [1, tokens, hidden]
     */
    public Tensor embed(int[] ids, List<Tensor> features, int[] at) {
        try (Tensor tokens = row(ids);
                Tensor places = runtime.of(longs(at), at.length)) {
            return program.runOne("embed_all", tokens, features, places);
        }
    }

    /**
     * Runs {@code count} rows of the prompt, from row {@code past} on.
     *
     * @param input what {@link #embed} returned
     * @param positions [3 · count]
     * @param modality [tokens of the prompt]
     * @return the logits after the last of them
     */
    public float[] prefill(
            Tensor input, int[] positions, Tensor modality, Tensor cache, int past, int count) {
        try (Reservation scratch = runtime.reserve("scratch", scratchBytes(past + count, count));
                Tensor places = runtime.of(longs(positions), 3, count);
                Tensor logits =
                        program.runOne("prefill", input, places, modality, cache, past, count)) {
            return logits.floats();
        }
    }

    /** Makes room for the hidden states of {@code tokens} tokens, [1, tokens, hidden]. */
    Tensor newStates(int tokens) {
        return runtime.zeros("scratch", precision.activations(), 1, tokens, config.hiddenSize());
    }

    /**
     * Runs {@code count} rows of the prompt, from row {@code past} on, like {@link #prefill}, but
     * for their hidden states after the last norm.
     *
     * @param states what {@link #newStates} made; the rows from {@code past} on are written
     */
    void prefillStates(
            Tensor input,
            int[] positions,
            Tensor modality,
            Tensor cache,
            int past,
            int count,
            Tensor states) {
        try (Reservation scratch = runtime.reserve("scratch", scratchBytes(past + count, count));
                Tensor places = runtime.of(longs(positions), 3, count)) {
            program.run("prefill_states", input, places, modality, cache, past, count, states);
        }
    }

    /**
     * Copies some rows of states.
     *
     * @param states [.., tokens, hidden]
     * @return [rows, hidden]
     */
    Tensor rows(Tensor states, int[] at) {
        try (Tensor places = runtime.of(longs(at), at.length)) {
            return program.runOne("rows", states, places);
        }
    }

    /** Returns how many nanoseconds the step under way should still take. */
    long budget() {
        return runtime.scheduler().budget();
    }

    /** Keeps the decoder loaded while it is being used from step to step. */
    Reservation hold() {
        return program.hold();
    }

    /** Sets memory aside that an answer will need. */
    Reservation promise(long bytes) {
        return runtime.reserve("promised", bytes);
    }

    /** Returns the size of a cache with room for {@code tokens} tokens. */
    long cacheBytes(long tokens) {
        return precision
                .activations()
                .bytes(
                        2L * config.numHiddenLayers(),
                        config.numKeyValueHeads(),
                        tokens,
                        config.headDim());
    }

    /** Bounds what {@link #embed} and {@link #modality} make of a prompt. */
    long inputBytes(int tokens) {
        return precision.residual().bytes(tokens, config.hiddenSize()) + 3L * Long.BYTES * tokens;
    }

    /** Returns the size of the hidden states of {@code tokens} tokens. */
    long statesBytes(int tokens) {
        return precision.activations().bytes(tokens, config.hiddenSize());
    }

    /** Bounds what a step over {@code rows} rows takes and gives back. */
    long stepBytes(int tokens, int rows) {
        long inputs = 4L * Long.BYTES * (rows + 1);
        return scratchBytes(tokens, rows) + Float.BYTES * (long) config.vocabSize() + inputs;
    }

    /**
     * Bounds what rows make on their way: in a layer a dozen arrays of the hidden size or of the
     * chosen experts' inner size, which tokens they see, and the logits at the end. Several rows
     * also see all keys and values once for each query head, and have kernels that take room.
     */
    private long scratchBytes(int tokens, int rows) {
        long inner =
                3L
                        * (config.numExpertsPerTok() + config.numSharedExperts())
                        * config.moeIntermediateSize();
        long row = 12L * config.hiddenSize() + inner + tokens;
        long seen =
                precision
                        .activations()
                        .bytes(2, tokens, config.numAttentionHeads(), config.headDim());
        long made = Float.BYTES * (rows * row + config.vocabSize());
        return rows > 1 ? made + seen + kernels.scratchBytes() : made;
    }

    /** Runs one more token and returns the logits after it. */
    public float[] decode(int id, int position, Tensor cache, int past) {
        try (Tensor token = runtime.of(new long[] {id}, 1, 1);
                Tensor places = runtime.of(new long[] {position, position, position}, 3, 1);
                Tensor logits = program.runOne("decode_row", token, places, cache, past)) {
            return logits.floats();
        }
    }

    /** Says which rows of a prompt are text (0), picture (1) and sound (2). */
    public Tensor modality(int[] kinds) {
        return runtime.of(longs(kinds), kinds.length);
    }

    private Tensor row(int[] ids) {
        return runtime.of(longs(ids), 1, ids.length);
    }

    private static long[] longs(int[] values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            longs[i] = values[i];
        }
        return longs;
    }

    @Override
    public void close() {
        program.close();
    }
}
