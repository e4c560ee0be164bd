package io.mingle.trainer.internal.learn;

import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameter.Start;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.tensor.ProgramSource;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.trainer.data.Labels;
import io.mingle.vision.encoder.VisionNetwork;
import java.util.List;

/**
 * The program that trains: the networks that serve, a head for the dense labels, the loss, and
 * AdamW (I. Loshchilov, F. Hutter, Decoupled Weight Decay Regularization, 2019).
 *
 * <p>Its {@code forward} takes a list whose first tensor says what to do: {@code 0} adds the
 * gradients of one batch to those that are waiting, {@code 1} updates the weights with their sum.
 * The order of the other tensors is that of {@link Learner}.
 */
final class TrainingProgram {

    /** The dense head's own parameters, which no checkpoint keeps. */
    static final String HEAD = "dense.";

    /** Most of a picture is ground, which would drown what is drawn on it. */
    private static final double GROUND_WEIGHT = 0.3;

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
        addAccumulate(program);
        addUpdate(program);
        return program.method(
                        "forward",
                        "inputs: List[Tensor]",
                        "List[Tensor]",
                        """
                        if int(inputs[0]) == 0:
                          return self.accumulate(inputs)
                        return self.update(inputs)
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

    private static void addAccumulate(ProgramSource.Builder program) {
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
                share = inputs[16]
                loss = torch.mul(answer, share[0])
                loss = torch.add(loss, torch.mul(dense, share[1]))
                loss = torch.add(loss, torch.mul(balance, share[2]))
                gradients = torch.grad([torch.sum(loss)], self.w, None, None, False, True)
                for i in range(len(self.w)):
                  one = gradients[i]
                  if one is not None:
                    sum = torch.add_(self.g[i], one)
                figures = [torch.reshape(answer, [1]), torch.reshape(right, [1]), torch.reshape(dense, [1]), torch.reshape(hit, [1]), torch.reshape(balance, [1])]
                return [torch.detach(torch.cat(figures))]
                """);
    }

    /** Clips the sum of gradients to a norm, then AdamW; only matrices decay. */
    private static void addUpdate(ProgramSource.Builder program) {
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
                total = torch.zeros([1], dtype=6)
                for i in range(len(self.g)):
                  total = torch.add(total, torch.sum(torch.mul(self.g[i], self.g[i])))
                norm = torch.sqrt(total)
                scale = torch.clamp_max(torch.div(clip, torch.add(norm, 1e-6)), 1.0)
                for i in range(len(self.w)):
                  g = torch.mul_(self.g[i], scale)
                  m = torch.add_(torch.mul_(self.m[i], %1$s), g, alpha=%2$s)
                  v = torch.addcmul_(torch.mul_(self.v[i], %3$s), g, g, value=%4$s)
                  w = torch.detach(self.w[i])
                  if torch.dim(w) > 1:
                    w = torch.mul_(w, 1.0 - rate * decay)
                  spread = torch.add(torch.sqrt(torch.div(v, second)), 1e-8)
                  w = torch.addcdiv_(w, m, spread, value=-rate / first)
                  g = torch.zero_(g)
                return [norm]
                """
                        .formatted(DECAY_FIRST, 1 - DECAY_FIRST, DECAY_SECOND, 1 - DECAY_SECOND));
    }

    /** Returns the bias corrections of the moments after {@code updates} updates. */
    static double[] corrections(long updates) {
        return new double[] {
            1 - Math.pow(DECAY_FIRST, updates), 1 - Math.pow(DECAY_SECOND, updates)
        };
    }
}
