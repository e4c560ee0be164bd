package io.mingle.audio.internal.parity;

import io.mingle.audio.detokenizer.FlowConfig;
import io.mingle.audio.detokenizer.FlowModel;
import io.mingle.audio.detokenizer.FlowNetwork;
import io.mingle.audio.detokenizer.FlowNoise;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Codes to mel frames, stage by stage, in float32 as the published model runs it. */
final class FlowParity {

    private static final int NOISE_FRAMES = 64;
    private static final int AHEAD = 3;

    private final String folder;
    private final LoadedReference reference;
    private final FlowConfig config;
    private final Consumer<Finding> findings;

    private FlowParity(String folder, LoadedReference reference, Consumer<Finding> findings) {
        this.folder = folder;
        this.reference = reference;
        this.findings = findings;
        config = reference.config(FlowParity::config);
    }

    private static FlowConfig config(LoadedReference.Folder folder) {
        return FlowConfig.read(folder.files().config(), folder.weights());
    }

    static void compare(TensorRuntime runtime, String folder, Consumer<Finding> findings) {
        try (LoadedReference reference =
                new LoadedReference(
                        runtime,
                        folder,
                        Precision.FLOAT32,
                        (files, scope) -> new FlowNetwork(config(files), scope)::addTo)) {
            FlowParity parity = new FlowParity(folder, reference, findings);
            Facts facts = reference.facts();
            facts.get("inputs").names().forEach(parity::encoded);
            parity.velocities(facts.get("velocity"));
            parity.sampled(runtime, facts);
        }
    }

    private BiConsumer<String, Difference> about(String input) {
        return Finding.about(folder + ", " + input, Precision.FLOAT32, findings);
    }

    private void compare(String stage, String input, String what, float[] found) {
        about(input)
                .accept(
                        stage,
                        Difference.float32(reference.values().floats(input + "." + what), found));
    }

    private void encoded(String input) {
        Facts facts = reference.facts().get("inputs").get(input);
        Utterance utterance = Utterance.of(facts, config);
        Tensor print = reference.of(utterance.voice().print(), 1, config.voicePrint());
        compare(
                "speaker",
                input,
                "speaker",
                reference.floats(reference.run("flow_speaker", print)));
        int[] before = utterance.voice().codes();
        long[] all = new long[before.length + utterance.codes().length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < before.length ? before[i] : utterance.codes()[i - before.length];
        }
        long rows = all.length - (is(facts, "end") ? 0 : AHEAD);
        Tensor mu =
                reference.run(
                        "flow_encode", reference.of(all, 1, all.length), rows, is(facts, "stream"));
        if (!config.streaming()) {
            int frames = config.frames(all.length);
            long[] places = FlowModel.stretched(all.length, frames);
            mu = reference.run("flow_stretch", mu, reference.of(places, frames));
        }
        compare("flow encoder", input, "mu", reference.floats(mu));
    }

    private void velocities(Facts facts) {
        long seed = facts.get("seed").longValue();
        int frames = facts.get("frames").intValue();
        int mels = config.mels();
        Tensor x = drawn(seed, 2, mels, frames);
        Tensor mu = drawn(seed + 1, 2, mels, frames);
        Tensor speaker = drawn(seed + 2, 2, mels);
        Tensor cond = drawn(seed + 3, 2, mels, frames);
        Facts times = facts.get("times");
        Tensor t =
                reference.of(new float[] {times.get(0).floatValue(), times.get(1).floatValue()}, 2);
        for (boolean stream : new boolean[] {false, true}) {
            String what = stream ? "stream" : "whole";
            if (reference.values().has("velocity." + what)) {
                Tensor found = reference.run("flow_velocity", x, mu, speaker, cond, t, stream);
                compare("estimator step", "velocity", what, reference.floats(found));
            }
        }
    }

    private Tensor drawn(long seed, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        return reference.of(ReferenceValues.drawn(seed, count, 64), shape);
    }

    private void sampled(TensorRuntime runtime, Facts facts) {
        int mels = config.mels();
        float[] table =
                ReferenceValues.drawn(facts.get("noise").longValue(), mels * NOISE_FRAMES, 64);
        FlowNoise noise = new FlowNoise(table, NOISE_FRAMES);
        try (FlowModel model = new FlowModel(runtime, config, reference.index(), noise)) {
            for (String input : facts.get("inputs").names()) {
                Facts said = facts.get("inputs").get(input);
                Utterance it = Utterance.of(said, config);
                float[] found =
                        model.frames(it.codes(), it.voice(), is(said, "stream"), is(said, "end"));
                compare(config.steps() + "-step sampling", input, "mel", found);
            }
        }
    }

    private static boolean is(Facts facts, String name) {
        return facts.get(name).intValue() == 1;
    }
}
