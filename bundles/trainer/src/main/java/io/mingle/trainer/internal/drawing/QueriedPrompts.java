package io.mingle.trainer.internal.drawing;

import io.mingle.model.DecoderConfig;
import io.mingle.thinker.position.Positions;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Grid;
import io.mingle.thinker.prompt.Message;
import io.mingle.thinker.prompt.Part;
import io.mingle.thinker.prompt.Prompt;
import io.mingle.thinker.prompt.QueryTokens;
import io.mingle.thinker.prompt.Role;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lays out what the thinker reads of a prompt, query tokens behind it, as those who serve do. */
final class QueriedPrompts {

    private static final int AXES = 3;

    private final ChatTemplate template;
    private final SpecialTokens special;
    private final DecoderConfig config;
    private final int merge;
    private final List<Integer> counts;

    /**
     * @param counts of query tokens in each block
     */
    QueriedPrompts(Tokenizer tokenizer, DecoderConfig config, int merge, List<Integer> counts) {
        this.special = SpecialTokens.of(tokenizer, config);
        this.template = new ChatTemplate(tokenizer, special, merge);
        this.config = config;
        this.merge = merge;
        this.counts = List.copyOf(counts);
    }

    /** Writes a prompt, with the patches of a picture before the words if there is one. */
    QueryTokens write(String words, Optional<Grid> picture) {
        List<Part> parts = new ArrayList<>();
        picture.ifPresent(grid -> parts.add(new Part.Image(grid)));
        parts.add(new Part.Words(words));
        Prompt prompt = template.render(List.of(new Message(Role.HUMAN, parts)));
        return QueryTokens.after(prompt, counts, special, merge);
    }

    /**
     * Adds prompts to a batch, the shorter ones filled up at their ends: {@code ids [B, S]}, {@code
     * positions [3, B, S]}, {@code modality [B · S]}, and the places of pictures' tokens and query
     * tokens in the flattened ids, {@code visual} and {@code queries}.
     */
    void add(List<QueryTokens> prompts, Batch.Builder batch) {
        int size = prompts.size();
        int length = prompts.stream().mapToInt(it -> it.prompt().length()).max().orElseThrow();
        long[] ids = new long[size * length];
        Arrays.fill(ids, config.padToken());
        long[] positions = new long[AXES * size * length];
        long[] modality = new long[size * length];
        IntStream.Builder visual = IntStream.builder();
        IntStream.Builder queries = IntStream.builder();
        for (int i = 0; i < size; i++) {
            int start = i * length;
            QueryTokens one = prompts.get(i);
            Prompt prompt = one.prompt();
            int own = prompt.length();
            int[] places = Positions.of(own, prompt.blocks(), config.ropeScaling()).range(0, own);
            int[] kinds = prompt.modality();
            for (int at = 0; at < own; at++) {
                ids[start + at] = prompt.ids()[at];
                modality[start + at] = kinds[at];
                for (int axis = 0; axis < AXES; axis++) {
                    positions[axis * size * length + start + at] = places[axis * own + at];
                }
            }
            IntStream.of(one.rows()).forEach(row -> queries.add(start + row));
            IntStream.of(prompt.encodedRows())
                    .filter(row -> row < one.rows()[0])
                    .forEach(row -> visual.add(start + row));
        }
        batch.numbers("ids", ids, size, length)
                .numbers("positions", positions, AXES, size, length)
                .numbers("modality", modality)
                .numbers("visual", visual.build().asLongStream().toArray())
                .numbers("queries", queries.build().asLongStream().toArray());
    }
}
