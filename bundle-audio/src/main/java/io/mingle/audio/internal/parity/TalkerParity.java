package io.mingle.audio.internal.parity;

import io.mingle.audio.talker.SpeechSampler;
import io.mingle.audio.talker.TalkerNetwork;
import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.audio.talker.TalkerPrompt.Spoken;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.decode.DecodeEngine;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Methods;
import io.mingle.nn.Precision;
import io.mingle.nn.Scope;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A text, a voice and what the thinker heard to 32 tokens of speech. */
final class TalkerParity {

    private static final String FOLDER = "talker";

    /** The reference's tokens, in the order of {@link TalkerTokens}. */
    private static final TalkerTokens TOKENS =
            new TalkerTokens(280, 281, 282, 284, 285, 286, 287, 288, 289, 290, 291, 300);

    private final LoadedReference reference;
    private final Precision precision;
    private final TalkerConfig config;
    private final DecodeEngine engine;
    private final Consumer<Finding> findings;

    private TalkerParity(
            LoadedReference reference,
            Precision precision,
            DecodeEngine engine,
            Consumer<Finding> findings) {
        this.reference = reference;
        this.precision = precision;
        this.engine = engine;
        this.findings = findings;
        config = reference.config(TalkerParity::config);
    }

    private static TalkerConfig config(LoadedReference.Folder folder) {
        return TalkerConfig.read(folder.files().config(), folder.files().config());
    }

    static void compare(TensorRuntime runtime, Consumer<Finding> findings) {
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            TalkerNetwork[] network = new TalkerNetwork[1];
            try (LoadedReference reference =
                    new LoadedReference(
                            runtime,
                            FOLDER,
                            precision,
                            (folder, scope) -> declared(folder, scope, precision, network))) {
                try (DecodeEngine engine =
                        new DecodeEngine(
                                runtime,
                                reference.program(),
                                network[0],
                                precision.activations())) {
                    TalkerParity parity = new TalkerParity(reference, precision, engine, findings);
                    for (String input : reference.facts().names()) {
                        runtime.scheduler()
                                .call(
                                        () -> {
                                            parity.spoken(input);
                                            return null;
                                        });
                    }
                }
            }
        }
    }

    private static LoadedReference.Network declared(
            LoadedReference.Folder folder,
            Scope scope,
            Precision precision,
            TalkerNetwork... network) {
        network[0] = new TalkerNetwork(config(folder), TOKENS.textPad(), scope.at("talker"));
        return methods -> addTo(methods, network[0], precision);
    }

    private static void addTo(Methods methods, TalkerNetwork network, Precision precision) {
        network.addTo(methods);
        DataType type = precision.residual();
        methods.add("narrow_to", body -> body.tensor("x").to(type));
    }

    private void spoken(String input) {
        Facts facts = reference.facts().get(input);
        long seed = facts.get("seed").longValue();
        int heard = facts.get("thinker").intValue();
        Spoken voice =
                new Spoken(
                        ids(seed, facts.get("prompt_audio").intValue(), 300, 420),
                        ids(seed + 1, facts.get("prompt_text").intValue(), 0, 280));
        int[] sentence = ids(seed + 2, facts.get("text").intValue(), 0, 280);
        TalkerPrompt prompt = TalkerPrompt.of(TOKENS, voice, sentence, heard);
        BiConsumer<String, Difference> about =
                Finding.about(FOLDER + ", " + input, precision, findings);
        about.accept(
                "talker prompt",
                Difference.whole(
                        joined(facts.get("audio").longs(), facts.get("words").longs()),
                        joined(wide(prompt.audio()), wide(prompt.text()))));
        Tensor rows = rows(prompt, seed, heard);
        compare(about, "talker rows", input, "prompt", reference.floats(rows));
        try (Sequence sequence = engine.open()) {
            long[] expected = facts.get("tokens").longs();
            sequence.reserve(prompt.rows() + expected.length);
            int[] positions = IntStream.range(0, prompt.rows()).toArray();
            float[] logits =
                    engine.step(
                            new Part(
                                    sequence,
                                    new Rows.Embedded(rows, 0, prompt.rows()),
                                    positions));
            compare(about, "talker step", input, "first", logits);
            decode(about, input, sequence, logits, expected);
        }
    }

    /** Decodes what the reference chose, and tells what would be chosen here. */
    private void decode(
            BiConsumer<String, Difference> about,
            String input,
            Sequence sequence,
            float[] first,
            long... expected) {
        SpeechSampler sampler = SpeechSampler.greedy(TOKENS.audioEnd());
        long[] chosen = new long[expected.length];
        List<float[]> all = new ArrayList<>(List.of(first));
        float[] logits = first;
        for (int i = 0; i < expected.length; i++) {
            chosen[i] = sampler.next(logits.clone());
            Rows row = new Rows.Tokens((int) expected[i]);
            logits = engine.step(new Part(sequence, row, sequence.length()));
            all.add(logits);
        }
        if (precision == Precision.FLOAT32) {
            about.accept(expected.length + " greedy codes", Difference.whole(expected, chosen));
        }
        float[] decoded = new float[all.size() * first.length];
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(all.get(i), 0, decoded, i * first.length, first.length);
        }
        compare(about, "talker decoded", input, "decoded", decoded);
    }

    private void compare(
            BiConsumer<String, Difference> about,
            String stage,
            String input,
            String what,
            float[] found) {
        ReferenceValues values = reference.values();
        values.compare(input, what, precision, found).ifPresent(it -> about.accept(stage, it));
    }

    private Tensor rows(TalkerPrompt prompt, long seed, int heard) {
        int size = config.qaModelHiddenSize();
        int voice = config.vpFeatureSize();
        return reference.run(
                "talker_prompt",
                reference.of(wide(prompt.audio()), prompt.rows()),
                reference.of(wide(prompt.text()), prompt.rows()),
                reference.of(ReferenceValues.drawn(seed + 3, voice, 64), 1, voice),
                states(seed + 4, heard, size),
                states(seed + 5, heard, size),
                (long) prompt.thinker(),
                (long) prompt.voice());
    }

    private Tensor states(long seed, int heard, int size) {
        float[] values = ReferenceValues.drawn(seed, heard * size, 64);
        return reference.run("narrow_to", reference.of(values, 1, heard, size));
    }

    private static int[] ids(long seed, int count, int from, int to) {
        float[] drawn = ReferenceValues.drawn(seed, count, 1);
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = from + ((int) drawn[i] + 128) * (to - from) / 256;
        }
        return ids;
    }

    private static long[] wide(int... values) {
        return IntStream.of(values).asLongStream().toArray();
    }

    private static long[] joined(long[] one, long... other) {
        return LongStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }
}
