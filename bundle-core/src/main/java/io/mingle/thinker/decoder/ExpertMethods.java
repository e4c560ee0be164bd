package io.mingle.thinker.decoder;

import io.mingle.model.DecoderConfig;
import io.mingle.nn.Kernels;
import io.mingle.tensor.ProgramSource;

/**
 * The mixture of experts of a decoder layer, for one row and for many.
 *
 * <p>Many rows are sorted by expert, so that each expert multiplies one contiguous block; one row
 * runs its few experts in turn.
 */
final class ExpertMethods {

    /** Each row asks the router of its modality; no modality at all is text. */
    private static final String CHOOSE =
            """
            logits = self.linear(x, self.w[at + 4])
            if torch.numel(modality) > 0:
              kind = torch.unsqueeze(modality, 1)
              logits = torch.where(torch.eq(kind, 1), self.linear(x, self.w[at + 5]), logits)
              logits = torch.where(torch.eq(kind, 2), self.linear(x, self.w[at + 6]), logits)
            return self.route(logits)
            """;

    private final DecoderConfig config;
    private final int experts;

    /**
     * @param experts the place of the first expert's first tensor behind the layer's first tensor
     */
    ExpertMethods(DecoderConfig config, int experts) {
        this.config = config;
        this.experts = experts;
    }

    void addTo(ProgramSource.Builder program, Kernels kernels) {
        int residual = kernels.precision().activations().code();
        program.method("route", "logits: Tensor", "Tuple[Tensor, Tensor, Tensor]", route());
        program.method(
                "choose",
                "x: Tensor, at: int, modality: Tensor",
                "Tuple[Tensor, Tensor, Tensor]",
                CHOOSE);
        program.method(
                "experts",
                "x: Tensor, at: int, modality: Tensor",
                "Tuple[Tensor, Tensor]",
                many(residual));
        program.method("experts_row", "x: Tensor, at: int", "Tensor", row(residual));
    }

    /** Softmax over all experts in float32, the best few, their weights made to sum to one. */
    private String route() {
        return """
        p = torch.softmax(torch.to(logits, 6), -1)
        best, index = torch.topk(p, %s, -1)
        %s
        return (p, best, index)
        """
                .formatted(
                        config.numExpertsPerTok(),
                        config.normTopkProb() && config.numExpertsPerTok() > 1
                                ? "best = torch.div(best, torch.sum(best, [-1], True))"
                                : "");
    }

    private String many(int activations) {
        return """
        b, s, h = torch.size(x)
        flat = torch.reshape(x, [b * s, h])
        p, best, index = self.choose(flat, at, modality)
        chosen = torch.reshape(index, [-1])
        order = torch.argsort(chosen)
        counts = torch.bincount(chosen, minlength=%1$s)
        sizes = annotate(List[int], [])
        for e in range(%1$s):
          sizes.append(int(counts[e]))
        rows = torch.embedding(flat, torch.div(order, %2$s, rounding_mode="floor"))
        blocks = torch.split_with_sizes(rows, sizes)
        parts = annotate(List[Tensor], [])
        for e in range(%1$s):
          if sizes[e] > 0:
            g = at + %3$s + 3 * e
            parts.append(self.gated(blocks[e], self.w[g], self.w[g + 1], self.w[g + 2]))
        back = torch.argsort(order)
        each = torch.reshape(torch.embedding(torch.cat(parts), back), [b * s, %2$s, h])
        y = torch.sum(torch.mul(torch.to(each, 6), torch.unsqueeze(best, -1)), [1])
        y = torch.to(y, %4$s)
        y = torch.add(y, self.gated(flat, self.w[at + 7], self.w[at + 8], self.w[at + 9]))
        share = torch.div(torch.to(counts, 6), %2$s * b * s)
        balance = torch.mul(torch.sum(torch.mul(share, torch.mean(p, [0]))), %1$s)
        return (torch.reshape(y, [b, s, h]), balance)
        """
                .formatted(config.numExperts(), config.numExpertsPerTok(), experts, activations);
    }

    /** While decoding every row is text, so its router alone decides. */
    private String row(int activations) {
        return """
        p, best, index = self.route(self.linear_row(x, self.w[at + 4]))
        best = torch.reshape(best, [-1])
        index = torch.reshape(index, [-1])
        y = torch.zeros_like(x, dtype=6)
        for k in range(%s):
          g = at + %s + 3 * int(index[k])
          part = self.gated_row(x, self.w[g], self.w[g + 1], self.w[g + 2])
          y = torch.add(y, torch.mul(torch.to(part, 6), best[k]))
        y = torch.to(y, %s)
        return torch.add(y, self.gated_row(x, self.w[at + 7], self.w[at + 8], self.w[at + 9]))
        """
                .formatted(config.numExpertsPerTok(), experts, activations);
    }
}
