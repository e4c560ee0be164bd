package io.mingle.audio.detokenizer;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.tensor.Owned;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.stream.IntStream;

/**
 * Makes mel frames of codes, in float32. Any thread may call it; each step of the flow is a step of
 * the device.
 */
public final class FlowModel implements AutoCloseable {

    private final TensorRuntime runtime;
    private final FlowConfig config;
    private final FlowNoise noise;
    private final FlowNetwork network;
    private final Program program;

    /**
     * Loads the network.
     *
     * @param weights has its tensors under their published names
     * @param noise what frames begin as
     */
    public FlowModel(
            TensorRuntime runtime, FlowConfig config, SafetensorsIndex weights, FlowNoise noise) {
        this.runtime = runtime;
        this.config = config;
        this.noise = noise;
        Parameters parameters = new Parameters();
        network = new FlowNetwork(config, parameters.scope());
        ProgramSource.Builder source =
                new ProgramSource.Builder("Flow")
                        .subject("the flow of the talker")
                        .deed("flow_step", "Making the sound of speech");
        new Kernels(Precision.FLOAT32, runtime.kernels()).addTo(source);
        network.addTo(new Methods(source, new Kernels(Precision.FLOAT32, runtime.kernels())));
        program =
                runtime.load(
                        source.build(), weights, parameters.names(), Precision.FLOAT32.weights());
    }

    public FlowConfig config() {
        return config;
    }

    /** Returns how many codes at the end of those so far are only looked at, in a stream. */
    public int ahead() {
        return CodeEncoder.AHEAD;
    }

    /**
     * Makes frames.
     *
     * @param codes from the beginning of the utterance on; in a stream that goes on, the last
     *     {@link #ahead} are only looked at
     * @param stream whether frames see as much as they would in a stream
     * @param end whether no further codes follow
     * @return [mels, frames], row by row; without those of the voice
     * @throws InvalidRequestException if there is no code, one that the network does not know, or a
     *     voice of another network
     * @throws io.mingle.api.error.CancelledException if the calling thread is interrupted
     */
    public float[] frames(int[] codes, FlowVoice voice, boolean stream, boolean end) {
        require(codes, voice, end);
        int before = voice.codes().length;
        int rows = before + codes.length - (end ? 0 : CodeEncoder.AHEAD);
        int frames = config.frames(rows);
        int known = voice.mel().length / config.mels();
        try (Owned owned = new Owned(runtime.scheduler())) {
            owned.add(runtime.reserve("scratch", scratchBytes(frames)));
            Tensor print = owned.add(runtime.of(voice.print(), 1, voice.print().length));
            Tensor speaker = owned.add(program.runOne("flow_speaker", print));
            long[] joined = joined(voice.codes(), codes);
            Tensor all = owned.add(runtime.of(joined, 1, joined.length));
            Tensor mu = owned.add(conditions(all, rows, frames, stream));
            float[] of = known(voice, frames);
            Tensor cond = owned.add(runtime.of(of, 1, config.mels(), frames));
            Tensor made = owned.add(flow(frames, mu, speaker, cond, stream));
            return behind(made.floats(), frames, known);
        }
    }

    private void require(int[] codes, FlowVoice voice, boolean end) {
        int least = end ? 1 : CodeEncoder.AHEAD + 1;
        if (codes.length < least) {
            throw new InvalidRequestException(
                    "%s codes of speech were to become sound; at least %s are needed."
                            .formatted(codes.length, least));
        }
        IntStream.concat(IntStream.of(codes), IntStream.of(voice.codes()))
                .filter(code -> code < 0 || code >= config.codes())
                .findFirst()
                .ifPresent(
                        code -> {
                            throw new InvalidRequestException(
                                    "The code %s was to become sound; those of this model are 0 to %s. Take talker and flow from the same model."
                                            .formatted(code, config.codes() - 1));
                        });
        if (!fits(voice)) {
            throw new InvalidRequestException(
                    "A voice has a print of %s values and %s of frames for %s codes; this model takes prints of %s, and %s values for each frame. Make the voice with this model."
                            .formatted(
                                    voice.print().length,
                                    voice.mel().length,
                                    voice.codes().length,
                                    config.voicePrint(),
                                    config.mels()));
        }
    }

    /** Tells whether a voice has a print and frames of the sizes that this network takes. */
    public boolean fits(FlowVoice voice) {
        return voice.print().length == config.voicePrint()
                && voice.mel().length == config.frames(voice.codes().length) * config.mels();
    }

    private Tensor conditions(Tensor codes, int rows, int frames, boolean stream) {
        Tensor encoded = program.runOne("flow_encode", codes, (long) rows, stream);
        if (config.streaming()) {
            return encoded;
        }
        try (Owned owned = new Owned(runtime.scheduler())) {
            owned.add(encoded);
            Tensor places = owned.add(runtime.of(stretched(rows, frames), frames));
            return program.runOne("flow_stretch", encoded, places);
        }
    }

    /** Returns the code of each frame, where there are more frames than codes. */
    public static long[] stretched(int codes, int frames) {
        float each = (float) codes / frames;
        long[] places = new long[frames];
        for (int i = 0; i < frames; i++) {
            places[i] = Math.min((long) (i * each), codes - 1);
        }
        return places;
    }

    private Tensor flow(int frames, Tensor mu, Tensor speaker, Tensor cond, boolean stream) {
        Tensor x = runtime.of(noise.first(frames), 1, config.mels(), frames);
        float time = time(0);
        float length = time(1) - time;
        for (int step = 1; step <= config.steps(); step++) {
            // Whatever happens, the frames so far are freed.
            try (Owned owned = new Owned(runtime.scheduler())) {
                Tensor last = owned.add(x);
                x =
                        program.runOne(
                                "flow_step",
                                last,
                                mu,
                                speaker,
                                cond,
                                (double) time,
                                (double) length,
                                stream);
            }
            // Added up as the published code does, so that times are the same to the bit.
            time += length;
            length = step < config.steps() ? time(step + 1) - time : 0;
        }
        return x;
    }

    /** Times are close to one another at first, as the cosine is. */
    private float time(int step) {
        return 1 - (float) Math.cos(step / (double) config.steps() * Math.PI / 2);
    }

    private static long[] joined(int[] one, int[] other) {
        long[] all = new long[one.length + other.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < one.length ? one[i] : other[i - one.length];
        }
        return all;
    }

    /** Frames of the voice, transposed, and zeros behind them; the first generation has no use. */
    private float[] known(FlowVoice voice, int rows) {
        int mels = config.mels();
        float[] known = new float[mels * rows];
        int count = config.streaming() ? voice.mel().length / mels : 0;
        for (int frame = 0; frame < count; frame++) {
            for (int mel = 0; mel < mels; mel++) {
                known[mel * rows + frame] = voice.mel()[frame * mels + mel];
            }
        }
        return known;
    }

    private float[] behind(float[] all, int rows, int before) {
        int count = rows - before;
        float[] frames = new float[config.mels() * count];
        for (int mel = 0; mel < config.mels(); mel++) {
            System.arraycopy(all, mel * rows + before, frames, mel * count, count);
        }
        return frames;
    }

    /**
     * Bounds what a step makes on its way: scores among all frames, twice over, of all heads and
     * both branches, and of each frame some twenty arrays of the widest layer.
     */
    private long scratchBytes(int rows) {
        long scores = 4L * rows * rows * Math.max(config.heads(), 2 * config.estimatorHeads());
        long wide = Math.max(config.inner(), 8L * config.channels());
        return Float.BYTES * (scores + 20 * wide * rows);
    }

    /** Counts the floating point operations that frames take, about. */
    public double operations(int frames) {
        return network.operations(frames);
    }

    @Override
    public void close() {
        program.close();
    }
}
