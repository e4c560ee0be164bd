package io.mingle.trainer.internal.learn;

import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.tensor.ProgramSource;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.trainer.data.Labels;
import io.mingle.trainer.internal.batch.BoxLabels;
import io.mingle.vision.encoder.VisionNetwork;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program that trains: the networks that serve, a head for the dense labels, the loss, and
 * AdamW (I. Loshchilov, F. Hutter, Decoupled Weight Decay Regularization, 2019).
 *
 * <p>Its {@code forward} takes a list whose first tensor says what to do: {@code 0} adds the
 * gradients of one batch to those that are waiting, {@code 1} updates one lane's share of the
 * weights with the sum of all lanes' gradients, {@code 2} forgets those that are waiting. The order
 * of the other tensors is that of {@link Learner}.
 */
final class TrainingProgram {

    /** The dense head's own parameters, which no checkpoint keeps. */
    static final String HEAD = "dense.";

    /** Most of a picture is ground, which would drown what is drawn on it. */
    private static final double GROUND_WEIGHT = 0.3;

    private static final double MOMENTUM = 0.95;
    private static final double DECAY_FIRST = 0.9;
    private static final double DECAY_SECOND = 0.98;

    private final Parameters parameters = new Parameters();
    private final Networks config;
    private final VisionNetwork vision;
    private final DecoderNetwork decoder;
    private final int networkTensors;

    TrainingProgram(Networks config) {
        this.config = config;
        int hidden = config.decoder().hiddenSize();
        vision = new VisionNetwork(config.vision(), hidden, config.mlpDepth(), parameters);
        decoder = new DecoderNetwork(config.decoder(), parameters);
        networkTensors = parameters.next();
        long outputs = (long) Labels.count() * cells();
        parameters.add(HEAD + "weight", Start.PRODUCT, outputs, hidden);
        parameters.add(HEAD + "bias", Start.ZEROS, outputs);
        for (String head : new String[] {"extent.", "box."}) {
            parameters.add(HEAD + head + "weight", Start.PRODUCT, 4L * BoxLabels.BINS, hidden);
            parameters.add(HEAD + head + "bias", Start.ZEROS, 4L * BoxLabels.BINS);
        }
    }

    List<Parameter> parameters() {
        return parameters.list();
    }

    /** Returns the patches in a merge block, each of which has a dense label. */
    int cells() {
        int merge = config.vision().spatialMergeSize();
        return merge * merge;
    }

    ProgramSource source(Precision precision) {
        Kernels kernels = new Kernels(precision);
        ProgramSource.Builder program = new ProgramSource.Builder("Training");
        kernels.addTo(program);
        vision.addTo(program, kernels);
        decoder.addTo(program, kernels);
        for (String state : new String[] {"g", "m", "v"}) {
            program.tensors(state);
        }
        addMask(program);
        addNumbers(program);
        addLosses(program);
        addBoxLoss(program);
        addAccumulate(program);
        addClear(program);
        addOrthogonal(program, kernels);
        addUpdate(program);
        return program.method(
                        "forward",
                        "inputs: List[Tensor]",
                        "List[Tensor]",
                        """
                        what = int(inputs[0])
                        if what == 0:
                          return self.accumulate(inputs)
                        if what == 1:
                          return self.update(inputs)
                        return self.clear()
                        """)
                .build();
    }

    /** A row sees what comes before it in the picture's prefix (turn 0) and in its own turn. */
    private static void addMask(ProgramSource.Builder program) {
        program.method(
                "visible",
                "turn: Tensor",
                "Tensor",
                """
                s = torch.size(turn, 1)
                before = torch.tril(torch.ones([s, s], dtype=11))
                other = torch.unsqueeze(turn, 1)
                same = torch.logical_or(torch.eq(other, 0), torch.eq(other, torch.unsqueeze(turn, 2)))
                return torch.unsqueeze(torch.logical_and(same, before), 1)
                """);
    }

    private static void addNumbers(ProgramSource.Builder program) {
        program.method(
                "numbers",
                "x: Tensor",
                "List[int]",
                """
                out = annotate(List[int], [])
                for i in range(torch.numel(x)):
                  out.append(int(x[i]))
                return out
                """);
    }

    private void addBoxLoss(ProgramSource.Builder program) {
        program.method(
                "box_loss",
                "x: Tensor, head: int, edges: Tensor",
                "Tensor",
                """
                logits = torch.reshape(self.linear_bias(x, self.w[head], self.w[head + 1]), [-1, %1$d])
                loss = torch.cross_entropy_loss(torch.to(logits, 6), edges, None, 2, %2$d)
                known = torch.sum(torch.to(torch.ge(edges, 0), 6))
                return torch.div(loss, torch.clamp_min(known, 1.0))
                """
                        .formatted(BoxLabels.BINS, BoxLabels.NOTHING));
    }

    private void addLosses(ProgramSource.Builder program) {
        program.method(
                "answer_loss",
                "hidden: Tensor, at: Tensor, targets: Tensor",
                "Tuple[Tensor, Tensor]",
                """
                rows = torch.index_select(torch.flatten(hidden, 0, 1), 0, at)
                logits = self.logits(rows)
                right = torch.mean(torch.to(torch.eq(torch.argmax(logits, -1), targets), 6))
                return (torch.cross_entropy_loss(logits, targets), right)
                """);
        program.method(
                "dense_loss",
                "features: Tensor, labels: Tensor",
                "Tuple[Tensor, Tensor]",
                """
                scaled = torch.mul(features, %1$s)
                logits = torch.reshape(self.linear_bias(scaled, self.w[%2$d], self.w[%2$d + 1]), [-1, %3$d])
                logits = torch.to(logits, 6)
                drawn = torch.to(torch.ne(labels, 0), 6)
                weight = torch.add(torch.mul(drawn, %4$s), %5$s)
                each = torch.cross_entropy_loss(logits, labels, None, 0)
                loss = torch.div(torch.sum(torch.mul(each, weight)), torch.sum(weight))
                hit = torch.mul(torch.to(torch.eq(torch.argmax(logits, -1), labels), 6), drawn)
                return (loss, torch.div(torch.sum(hit), torch.add(torch.sum(drawn), 1e-6)))
                """
                        .formatted(
                                Math.sqrt(config.decoder().hiddenSize()),
                                networkTensors,
                                Labels.count(),
                                1 - GROUND_WEIGHT,
                                GROUND_WEIGHT));
    }

    private void addAccumulate(ProgramSource.Builder program) {
        program.method(
                "accumulate",
                "inputs: List[Tensor]",
                "List[Tensor]",
                """
                windows = self.numbers(inputs[6])
                frames = self.numbers(inputs[7])
                features = self.encode(inputs[1], inputs[2], inputs[3], inputs[4], inputs[5], windows, frames)
                x = self.embed(inputs[8], features, inputs[9])
                hidden, balance = self.decode_batch(x, inputs[10], inputs[11], self.visible(inputs[12]))
                answer, right = self.answer_loss(hidden, inputs[13], inputs[14])
                dense, hit = self.dense_loss(features, inputs[15])
                extent = self.box_loss(torch.mul(features, %1$s), %2$d, inputs[16])
                seen = torch.index_select(torch.flatten(hidden, 0, 1), 0, inputs[9])
                box = self.box_loss(seen, %2$d + 2, inputs[17])
                share = inputs[18]
                loss = torch.mul(answer, share[0])
                loss = torch.add(loss, torch.mul(torch.add(torch.add(dense, extent), box), share[1]))
                loss = torch.add(loss, torch.mul(balance, share[2]))
                gradients = torch.grad([torch.sum(loss)], self.w, None, None, False, True)
                for i in range(len(self.w)):
                  one = gradients[i]
                  if one is not None:
                    sum = torch.add_(self.g[i], one)
                figures = [torch.reshape(answer, [1]), torch.reshape(right, [1]), torch.reshape(dense, [1]), torch.reshape(hit, [1]), torch.reshape(extent, [1]), torch.reshape(box, [1]), torch.reshape(balance, [1])]
                return [torch.detach(torch.cat(figures))]
                """
                        .formatted(Math.sqrt(config.decoder().hiddenSize()), networkTensors + 2));
    }

    private static void addClear(ProgramSource.Builder program) {
        program.method(
                "clear",
                "",
                "List[Tensor]",
                """
                for i in range(len(self.g)):
                  g = torch.zero_(self.g[i])
                return annotate(List[Tensor], [])
                """);
    }

    /** The nearest matrix whose rows, or columns, are orthonormal, by five Newton–Schulz steps. */
    private static void addOrthogonal(ProgramSource.Builder program, Kernels kernels) {
        program.method(
                "orthogonal",
                "g: Tensor",
                "Tensor",
                """
                x = torch.flatten(g, 1)
                tall = torch.size(x, 0) > torch.size(x, 1)
                if tall:
                  x = torch.t(x)
                size = torch.mul(torch.sqrt(torch.size(x, 1)), 0.2)
                x = torch.to(torch.div(x, torch.add(torch.norm(x), 1e-7)), %d)
                for i in range(5):
                  a = torch.matmul(x, torch.t(x))
                  b = torch.add(torch.mul(a, -4.775), torch.matmul(a, a), alpha=2.0315)
                  x = torch.add(torch.mul(x, 3.4445), torch.matmul(b, x))
                if tall:
                  x = torch.t(x)
                return torch.mul(torch.reshape(torch.to(x, 6), torch.size(g)), size)
                """
                        .formatted(kernels.precision().activations().code()));
    }

    /**
     * Clips the sum of gradients to a norm; then products within the networks go a step along the
     * orthogonalised momentum (K. Jordan and others, Muon, 2024, scaled to the size of AdamW's
     * steps after J. Liu and others, Muon is Scalable for LLM Training, 2025), and all else, the
     * embeddings, routers, heads, norms and biases, by AdamW. Only matrices decay.
     */
    private void addUpdate(ProgramSource.Builder program) {
        String inner =
                parameters.list().stream()
                        .map(p -> isInnerProduct(p) ? "True" : "False")
                        .collect(Collectors.joining(", ", "annotate(List[bool], [", "])"));
        program.method(
                "update",
                "inputs: List[Tensor]",
                "List[Tensor]",
                """
                rate = float(inputs[1][0])
                first = float(inputs[1][1])
                second = float(inputs[1][2])
                decay = float(inputs[1][3])
                clip = float(inputs[1][4])
                lane = int(inputs[1][5])
                lanes = int(inputs[1][6])
                inner = %1$s
                n = len(self.w)
                gradients = annotate(List[Tensor], [])
                total = torch.zeros([1], dtype=6)
                for i in range(n):
                  g = inputs[2 + i]
                  for other in range(1, lanes):
                    g = torch.add(g, inputs[2 + other * n + i])
                  total = torch.add(total, torch.sum(torch.mul(g, g)))
                  gradients.append(g)
                norm = torch.sqrt(total)
                scale = torch.clamp_max(torch.div(clip, torch.add(norm, 1e-6)), 1.0)
                for i in range(lane, n, lanes):
                  g = torch.mul(gradients[i], scale)
                  w = torch.detach(self.w[i])
                  if torch.dim(w) > 1:
                    w = torch.mul_(w, 1.0 - rate * decay)
                  if inner[i]:
                    m = torch.add_(torch.mul_(self.m[i], %2$s), g)
                    w = torch.add_(w, self.orthogonal(torch.add(g, m, alpha=%2$s)), alpha=-rate)
                  else:
                    m = torch.add_(torch.mul_(self.m[i], %3$s), g, alpha=%4$s)
                    v = torch.addcmul_(torch.mul_(self.v[i], %5$s), g, g, value=%6$s)
                    spread = torch.add(torch.sqrt(torch.div(v, second)), 1e-8)
                    w = torch.addcdiv_(w, m, spread, value=-rate / first)
                return [norm]
                """
                        .formatted(
                                inner,
                                MOMENTUM,
                                DECAY_FIRST,
                                1 - DECAY_FIRST,
                                DECAY_SECOND,
                                1 - DECAY_SECOND));
    }

    private static boolean isInnerProduct(Parameter parameter) {
        String name = parameter.name();
        return (parameter.start() == Start.PRODUCT || parameter.start() == Start.BRANCH_END)
                && !name.startsWith(HEAD)
                && !name.endsWith("gate.weight")
                && !name.equals("model.lm_head.weight");
    }

    /** Returns the bias corrections of the moments after {@code updates} updates. */
    static double[] corrections(long updates) {
        return new double[] {
            1 - Math.pow(DECAY_FIRST, updates), 1 - Math.pow(DECAY_SECOND, updates)
        };
    }
}
