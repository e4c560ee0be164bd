package io.mingle.core.internal.thinker;

import io.mingle.decode.DecodeEngine;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
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

/** The decoder of a checkpoint, loaded: its program, its weights, and the engine that runs it. */
public final class DecoderRunner implements AutoCloseable {

    private final TensorRuntime runtime;
    private final DecoderConfig config;
    private final Precision precision;
    private final Kernels kernels;
    private final LoadedProgram program;
    private final DecodeEngine engine;

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
                        .deed("step_states", "Reading the prompt")
                        .deed("step", "Reading the prompt or decoding");
        kernels.addTo(source);
        network.addTo(new Methods(source, kernels));
        program =
                runtime.load(
                        source.build(),
                        checkpoint.folder().weights(),
                        parameters.names(),
                        precision.weights());
        engine = new DecodeEngine(runtime, program, network, precision.activations());
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

    /** Returns what the pages of all sequences take. */
    long pages() {
        return engine.bytes();
    }

    /** Begins an empty sequence. */
    public Sequence open() {
        return engine.open();
    }

    /**
     * Returns the input of the first layer.
     *
     * @param features for each picture and sound [tokens, hidden], in order
     * @param at the places of all visual and audio tokens
     * @return [1, tokens, hidden]
     */
    public Tensor embed(int[] ids, List<Tensor> features, int[] at) {
        try (Tensor tokens = runtime.of(longs(ids), 1, ids.length);
                Tensor places = runtime.of(longs(at), at.length)) {
            return program.runOne("embed_all", tokens, features, places);
        }
    }

    /** Runs further rows of a sequence, and returns the logits after the last of them. */
    public float[] step(Part part) {
        int count = part.rows().count();
        if (count == 1) {
            return engine.step(part);
        }
        try (Reservation scratch = scratch(part)) {
            return engine.step(part);
        }
    }

    /** Runs one more token of text, and returns the logits after it. */
    public float[] decode(Sequence sequence, int id, int... positions) {
        return engine.step(new Part(sequence, new Rows.Tokens(id), positions));
    }

    /** Makes room for the hidden states of {@code tokens} tokens, [1, tokens, hidden]. */
    Tensor newStates(int tokens) {
        return runtime.zeros("scratch", precision.activations(), 1, tokens, config.hiddenSize());
    }

    /**
     * Runs further rows of a sequence for their hidden states after the last norm.
     *
     * @param states what {@link #newStates} made; rows are written where they are in the sequence
     */
    void states(Part part, Tensor states) {
        try (Reservation scratch = scratch(part)) {
            engine.states(part, states, part.sequence().length());
        }
    }

    private Reservation scratch(Part part) {
        int count = part.rows().count();
        int tokens = part.sequence().length() + count;
        return runtime.reserve("scratch", scratchBytes(part.sequence(), tokens, count));
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

    /** Bounds what {@link #embed} makes of a prompt. */
    long inputBytes(int tokens) {
        return precision.residual().bytes(tokens, config.hiddenSize()) + 2L * Long.BYTES * tokens;
    }

    /** Returns the size of the hidden states of {@code tokens} tokens. */
    long statesBytes(int tokens) {
        return precision.activations().bytes(tokens, config.hiddenSize());
    }

    /** Bounds what a step over {@code rows} rows takes and gives back. */
    long stepBytes(Sequence sequence, int tokens, int rows) {
        return scratchBytes(sequence, tokens, rows) + Float.BYTES * (long) config.vocabSize();
    }

    /**
     * Bounds what rows make on their way: in a layer a dozen arrays of the hidden size or of the
     * chosen experts' inner size, which tokens they see, all keys and values where they are
     * scattered, and the logits at the end. Several rows also see all keys and values once for each
     * query head, and have kernels that take room.
     */
    private long scratchBytes(Sequence sequence, int tokens, int rows) {
        long inner =
                3L
                        * (config.numExpertsPerTok() + config.numSharedExperts())
                        * config.moeIntermediateSize();
        long row = 12L * config.hiddenSize() + inner + tokens;
        long bytes = Float.BYTES * (rows * row + config.vocabSize());
        if (sequence.isScattered()) {
            bytes += keysAndValues(tokens, config.numKeyValueHeads());
        }
        if (rows > 1) {
            bytes += keysAndValues(tokens, config.numAttentionHeads()) + kernels.scratchBytes();
        }
        return bytes;
    }

    private long keysAndValues(int tokens, int heads) {
        return precision.activations().bytes(2, tokens, heads, config.headDim());
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
        engine.close();
        program.close();
    }
}
