package io.mingle.trainer.internal.text;

import io.mingle.model.DecoderConfig;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Message;
import io.mingle.thinker.prompt.Part;
import io.mingle.thinker.prompt.Role;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.data.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Draws questions of words alone, and lays them out with their answers. */
final class CopySampler implements Sampler<CopySampler.Row> {

    /** Tokens of a batch, as many as take about as long as a batch of pictures. */
    private static final int BUDGET = 6000;

    private final Copying copying;
    private final Tokenizer tokenizer;
    private final DecoderConfig config;
    private final ChatTemplate template;

    CopySampler(Copying copying, Tokenizer tokenizer, DecoderConfig config) {
        this.copying = copying;
        this.tokenizer = tokenizer;
        this.config = config;
        // No picture is asked about, so that it does not matter how many patches are merged.
        this.template = new ChatTemplate(tokenizer, SpecialTokens.of(tokenizer, config), 1);
    }

    /**
     * A question and its answer, with the token that ends it.
     *
     * @param answer the place of the first token of the answer
     */
    record Row(int[] ids, int answer) {}

    @Override
    public Supplier<Row> examples(SplittableRandom random) {
        return () -> row(copying.draw(random));
    }

    Row row(Turn turn) {
        Message message = new Message(Role.HUMAN, List.of(new Part.Words(turn.question())));
        int[] asked = template.render(List.of(message)).ids();
        int[] answer = tokenizer.encode(turn.answer());
        int[] ids = Arrays.copyOf(asked, asked.length + answer.length + 1);
        System.arraycopy(answer, 0, ids, asked.length, answer.length);
        ids[ids.length - 1] = config.eosToken();
        return new Row(ids, asked.length);
    }

    @Override
    public int room(Row example) {
        return Math.max(8, BUDGET / Math.max(64, example.ids().length));
    }

    @Override
    public Batch batch(List<Row> drawn) {
        int size = drawn.size();
        int width = drawn.stream().mapToInt(it -> it.ids().length).max().orElseThrow();
        long[] ids = new long[size * width];
        Arrays.fill(ids, config.padToken());
        List<Long> at = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Row row = drawn.get(i);
            for (int j = 0; j < row.ids().length; j++) {
                ids[i * width + j] = row.ids()[j];
                if (j >= row.answer()) {
                    at.add((long) i * width + j - 1);
                    targets.add((long) row.ids()[j]);
                }
            }
        }
        long[] positions =
                IntStream.range(0, 3 * size * width).mapToLong(it -> it % width).toArray();
        return Batch.of(size)
                .numbers("ids", ids, size, width)
                .numbers("positions", positions, 3, size, width)
                .numbers("modality", new long[size * width])
                .numbers("at", longs(at))
                .numbers("targets", longs(targets))
                .build();
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
