package io.mingle.core.internal.thinker;

import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import io.mingle.thinker.PromptStates;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One prompt that is read for its hidden states. Its steps: each picture's and sound's encoding,
 * and each chunk. All state belongs to the device's thread, so that whoever is interrupted while
 * waiting for a step loses nothing that the step makes.
 */
final class PromptReading {

    private final DecoderRunner decoder;
    private final Prompt prompt;
    private final Positions positions;
    private final List<Supplier<Tensor>> encoders;
    private final List<Tensor> queries;
    private final int chunk;
    private final List<Tensor> features = new ArrayList<>();
    private Reservation loaded;
    private Tensor input;
    private Tensor states;
    private Tensor modality;
    private Tensor cache;
    private int past;

    PromptReading(
            DecoderRunner decoder,
            Prompt prompt,
            Positions positions,
            List<Supplier<Tensor>> encoders,
            List<Tensor> queries,
            int chunk) {
        this.decoder = decoder;
        this.prompt = prompt;
        this.positions = positions;
        this.encoders = encoders;
        this.queries = queries;
        this.chunk = chunk;
    }

    /** Does one step; returns whether there is more to do. */
    boolean advance() {
        if (loaded == null) {
            loaded = decoder.hold();
        }
        if (features.size() < encoders.size()) {
            features.add(encoders.get(features.size()).get());
            return true;
        }
        if (input == null) {
            List<Tensor> all = new ArrayList<>(features);
            all.addAll(queries);
            input = decoder.embed(prompt.ids(), all, prompt.encodedRows());
            states = decoder.newStates(prompt.length());
            modality = decoder.modality(prompt.modality());
            cache = decoder.newCache(prompt.length());
        }
        int count = Math.min(chunk, prompt.length() - past);
        decoder.prefillStates(
                input, positions.range(past, past + count), modality, cache, past, count, states);
        past += count;
        return past < prompt.length();
    }

    /** Hands over what was read; after the last step. */
    PromptStates take() {
        PromptStates taken = new PromptStates(input, states);
        input = null;
        states = null;
        return taken;
    }

    /** Frees what was not handed over. */
    void end() {
        features.forEach(Tensor::close);
        for (Tensor tensor : new Tensor[] {input, states, modality, cache}) {
            if (tensor != null) {
                tensor.close();
            }
        }
        if (loaded != null) {
            loaded.close();
        }
    }
}
