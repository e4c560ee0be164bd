package io.mingle.core.internal.parity;

import io.mingle.decode.Sequence;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.position.Positions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One prompt on its way through the decoder, compared with the reference at every stage. */
final class DecodedPrompt {

    /** Small enough to cut every picture, video and sound of the prompts. */
    private static final int CHUNK = 3;

    private final ReferenceDecoder decoder;
    private final ReferencePrompt prompt;
    private final ReferenceValues values;
    private final Precision precision;

    DecodedPrompt(
            ReferenceDecoder decoder,
            ReferencePrompt prompt,
            ReferenceValues values,
            Precision precision) {
        this.decoder = decoder;
        this.prompt = prompt;
        this.values = values;
        this.precision = precision;
    }

    /** Returns whether the reference ran it in this precision. */
    boolean hasReference() {
        return precision == Precision.FLOAT32 || values.has(prompt.name() + ".bf16.norm");
    }

    /**
     * Compares all stages.
     *
     * @param findings is given the name and the difference of each
     */
    void compare(BiConsumer<String, Difference> findings) {
        if (precision == Precision.FLOAT32) {
            findings.accept("positions", positions());
            findings.accept("modality masks", modality());
        }
        float[] embedded = decoder.floats(decoder.embed(prompt));
        findings.accept("embeddings", few(prompt.name() + ".embeddings", embedded));
        layers(embedded, findings);
        Tensor hidden = decoder.hidden(prompt, decoder.open());
        findings.accept("final states", many("norm", decoder.floats(hidden)));
        findings.accept("final states, in chunks", many("norm", inChunks(embedded)));
        findings.accept("logits", many("logits", decoder.one("logits", hidden).floats()));
        decode(findings);
    }

    private Difference positions() {
        int length = prompt.length();
        Positions found =
                Positions.of(length, prompt.prompt().blocks(), decoder.config().ropeScaling());
        IntStream decoded =
                IntStream.range(0, prompt.decodePositions().length)
                        .map(i -> found.decode(length + i));
        return Difference.whole(
                LongStream.concat(
                                LongStream.of(prompt.positions()),
                                LongStream.of(prompt.decodePositions()))
                        .toArray(),
                IntStream.concat(IntStream.of(found.range(0, length)), decoded)
                        .asLongStream()
                        .toArray());
    }

    private Difference modality() {
        return Difference.whole(
                prompt.modality(),
                IntStream.of(prompt.prompt().modality()).asLongStream().toArray());
    }

    /** Every layer gets the reference's states, so that a fault shows where it is. */
    private void layers(float[] embedded, BiConsumer<String, Difference> findings) {
        List<Difference> attention = new ArrayList<>();
        List<Difference> choices = new ArrayList<>();
        List<Difference> shares = new ArrayList<>();
        List<Difference> states = new ArrayList<>();
        float[] before = embedded;
        for (int layer = 0; layer < decoder.config().numHiddenLayers(); layer++) {
            Tensor input =
                    decoder.activations(before, 1, prompt.length(), decoder.config().hiddenSize());
            List<Tensor> found = decoder.layer(prompt, layer, input);
            values.compare(prompt.name(), "attention." + layer, precision, found.get(0).floats())
                    .ifPresent(attention::add);
            String router = "router." + layer;
            choices.add(
                    Difference.whole(
                            sorted(values.longs(prompt.name() + "." + router + ".experts")),
                            sorted(found.get(1).longs())));
            values.compare(prompt.name(), router + ".weights", precision, found.get(2).floats())
                    .ifPresent(shares::add);
            states.add(few(name("layer." + layer), found.get(3).floats()));
            before = values.floats(name("layer." + layer));
        }
        report("attention", attention, findings);
        report("router choices", choices, findings);
        report("router shares", shares, findings);
        report("layers", states, findings);
    }

    private static void report(
            String stage, List<Difference> found, BiConsumer<String, Difference> findings) {
        if (!found.isEmpty()) {
            findings.accept(stage, Difference.worst(found));
        }
    }

    /** Returns the name under which the reference noted values of this precision. */
    private String name(String what) {
        return prompt.name() + (precision == Precision.FLOAT32 ? "." : ".bf16.") + what;
    }

    /** Sorts the experts of each row: which of two nearly equal ones comes first is rounding. */
    private long[] sorted(long[] experts) {
        int each = decoder.config().numExpertsPerTok();
        long[] sorted = experts.clone();
        for (int i = 0; i < sorted.length; i += each) {
            Arrays.sort(sorted, i, i + each);
        }
        return sorted;
    }

    private float[] inChunks(float[] embedded) {
        DecoderConfig config = decoder.config();
        int hidden = config.hiddenSize();
        float[] states = new float[embedded.length];
        Sequence sequence = decoder.open();
        for (int from = 0; from < prompt.length(); from += CHUNK) {
            int to = Math.min(from + CHUNK, prompt.length());
            Tensor part =
                    decoder.hidden(
                            sequence,
                            decoder.activations(
                                    Arrays.copyOfRange(embedded, from * hidden, to * hidden),
                                    1,
                                    to - from,
                                    hidden),
                            prompt.positions(from, to),
                            Arrays.copyOfRange(prompt.modality(), from, to));
            float[] found = decoder.floats(part);
            System.arraycopy(found, 0, states, from * hidden, found.length);
        }
        return states;
    }

    /**
     * Reads the prompt and answers as the thinker does. Every step gets the reference's token, so
     * that one that differs changes no other.
     */
    private void decode(BiConsumer<String, Difference> findings) {
        Sequence sequence = decoder.open();
        int vocabulary = decoder.config().vocabSize();
        long[] tokens = new long[prompt.tokens().length];
        float[] all = new float[tokens.length * vocabulary];
        float[] last = decoder.prefill(prompt, decoder.embed(prompt), 0, prompt.length(), sequence);
        for (int i = 0; i < tokens.length; i++) {
            System.arraycopy(last, 0, all, i * vocabulary, vocabulary);
            tokens[i] = likeliest(last);
            if (i + 1 < tokens.length) {
                last = decoder.step(prompt.tokens()[i], prompt.decodePositions()[i], sequence);
            }
        }
        findings.accept("decoded logits", many("greedy.logits", all));
        findings.accept("greedy tokens", Difference.whole(prompt.tokens(), tokens));
    }

    private Difference few(String name, float[] found) {
        float[] expected = values.floats(name);
        return precision == Precision.FLOAT32
                ? Difference.float32(expected, found)
                : Difference.bfloat16(expected, found);
    }

    private Difference many(String what, float[] found) {
        return values.compare(prompt.name(), what, precision, found).orElseThrow();
    }

    private static long likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
