package io.mingle.trainer.internal.learn;

import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.ProgramSource;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.trainer.data.Labels;
import io.mingle.trainer.internal.batch.BoxLabels;
import io.mingle.vision.encoder.VisionNetwork;
import java.util.List;

/**
 * The program that trains: the networks that serve, a head for the dense labels, the loss, and the
 * optimizer.
 *
 * <p>Its {@code forward} takes a list whose first tensor says what to do: {@code 0} adds the
 * gradients of one batch to those that are waiting, {@code 1} updates one lane's share of the
 * weights with the sum of all lanes' gradients, {@code 2} forgets those that are waiting, {@code 3}
 * gives the loss of each sample of a batch. The order of the other tensors is that of {@link
 * Learner}.
 */
final class TrainingProgram {

    /** The dense head's own parameters, which no checkpoint keeps. */
    static final String HEAD = "dense";

    /** Most of a picture is ground, which would drown what is drawn on it. */
    private static final double GROUND_WEIGHT = 0.3;

    private final Parameters parameters = new Parameters();
    private final Networks config;
    private final VisionNetwork vision;
    private final DecoderNetwork decoder;
    private final Linear dense;
    private final Linear extent;
    private final Linear box;

    TrainingProgram(Networks config) {
        this.config = config;
        int hidden = config.decoder().hiddenSize();
        Scope scope = parameters.scope();
        vision = new VisionNetwork(config.vision(), hidden, config.mlpDepth(), scope);
        decoder = new DecoderNetwork(config.decoder(), scope);
        Scope heads = scope.at(HEAD);
        dense = Linear.biased(heads, Role.HEAD, hidden, (long) Labels.count() * cells());
        extent = Linear.biased(heads.at("extent"), Role.HEAD, hidden, 4L * BoxLabels.BINS);
        box = Linear.biased(heads.at("box"), Role.HEAD, hidden, 4L * BoxLabels.BINS);
    }

    List<Parameter> parameters() {
        return parameters.list();
    }

    /** Returns the patches in a merge block, each of which has a dense label. */
    int cells() {
        int merge = config.vision().spatialMergeSize();
        return merge * merge;
    }

    ProgramSource source(Kernels kernels) {
        ProgramSource.Builder program =
                new ProgramSource.Builder("Training")
                        .subject("the training program")
                        .deed("forward", "Learning from a batch");
        kernels.addTo(program);
        Methods methods = new Methods(program, kernels);
        vision.addTo(methods);
        decoder.addTo(methods);
        methods.add("dense_logits", body -> dense.apply(body.tensor("x")));
        methods.add("extent_logits", body -> extent.apply(body.tensor("x")));
        methods.add("box_logits", body -> box.apply(body.tensor("x")));
        for (String state : new String[] {"g", "m", "v", "t"}) {
            program.tensors(state);
        }
        addMask(program);
        addNumbers(program);
        addLosses(program);
        addBoxLoss(program);
        addThrough(program);
        addAccumulate(program);
        addJudge(program);
        addClear(program);
        new Optimizer(parameters.list()).addTo(program, kernels);
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
                        if what == 3:
                          return self.judge(inputs)
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
                "logits: Tensor, edges: Tensor",
                "Tensor",
                """
                edge = torch.to(torch.reshape(logits, [-1, %1$s]), 6)
                loss = torch.cross_entropy_loss(edge, edges, None, 2, %2$s)
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
                logits = torch.to(torch.reshape(self.dense_logits(scaled), [-1, %2$s]), 6)
                drawn = torch.to(torch.ne(labels, 0), 6)
                weight = torch.add(torch.mul(drawn, %3$s), %4$s)
                each = torch.cross_entropy_loss(logits, labels, None, 0)
                loss = torch.div(torch.sum(torch.mul(each, weight)), torch.sum(weight))
                hit = torch.mul(torch.to(torch.eq(torch.argmax(logits, -1), labels), 6), drawn)
                return (loss, torch.div(torch.sum(hit), torch.add(torch.sum(drawn), 1e-6)))
                """
                        .formatted(
                                Math.sqrt(config.decoder().hiddenSize()),
                                Labels.count(),
                                1 - GROUND_WEIGHT,
                                GROUND_WEIGHT));
    }

    /** The way forward: what the encoder and the decoder make of a batch, and the routers' loss. */
    private static void addThrough(ProgramSource.Builder program) {
        program.method(
                "through",
                "inputs: List[Tensor]",
                "Tuple[Tensor, Tensor, Tensor]",
                """
                windows = self.numbers(inputs[6])
                frames = self.numbers(inputs[7])
                features = self.encode(inputs[1], inputs[2], inputs[3], inputs[4], inputs[5], windows, frames)
                x = self.embed(inputs[8], features, inputs[9])
                hidden, balance = self.decode_batch(x, inputs[10], inputs[11], self.visible(inputs[12]))
                return (features, hidden, balance)
                """);
    }

    private void addAccumulate(ProgramSource.Builder program) {
        program.method(
                "accumulate",
                "inputs: List[Tensor]",
                "List[Tensor]",
                """
                features, hidden, balance = self.through(inputs)
                answer, right = self.answer_loss(hidden, inputs[13], inputs[14])
                dense, hit = self.dense_loss(features, inputs[15])
                extent = self.box_loss(self.extent_logits(torch.mul(features, %s)), inputs[16])
                seen = torch.index_select(torch.flatten(hidden, 0, 1), 0, inputs[9])
                box = self.box_loss(self.box_logits(seen), inputs[17])
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
                        .formatted(Math.sqrt(config.decoder().hiddenSize())));
    }

    /** The loss of each sample's answers, without what learning from them would need. */
    private static void addJudge(ProgramSource.Builder program) {
        program.method(
                "judge",
                "inputs: List[Tensor]",
                "List[Tensor]",
                """
                off = torch.set_grad_enabled(False)
                features, hidden, balance = self.through(inputs)
                rows = torch.index_select(torch.flatten(hidden, 0, 1), 0, inputs[13])
                each = torch.to(torch.cross_entropy_loss(self.logits(rows), inputs[14], None, 0), 6)
                size = torch.size(inputs[8], 0)
                sample = torch.floor_divide(inputs[13], torch.size(inputs[8], 1))
                losses = torch.index_add(torch.zeros([size], dtype=6), 0, sample, each)
                on = torch.set_grad_enabled(True)
                return [losses]
                """);
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
}
