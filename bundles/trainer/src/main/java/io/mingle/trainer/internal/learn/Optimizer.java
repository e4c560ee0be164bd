package io.mingle.trainer.internal.learn;

import io.mingle.nn.Kernels;
import io.mingle.nn.Parameter;
import io.mingle.nn.Role;
import io.mingle.tensor.ProgramSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The part of the training program that changes the weights.
 *
 * <p>Products within the networks go a step along the orthogonalised momentum (K. Jordan and
 * others, Muon, 2024, scaled to the size of AdamW's steps after J. Liu and others, Muon is Scalable
 * for LLM Training, 2025), and all else, the embeddings, routers, heads, norms and biases, by AdamW
 * (I. Loshchilov, F. Hutter, Decoupled Weight Decay Regularization, 2019). Only matrices decay.
 *
 * <p>What has no gradient in an update, as an expert that no token went to or the router of a
 * modality that did not occur, stays as it is, moments included: an orthogonalised momentum is as
 * long as ever, however long ago its last gradient was. The moments' bias is therefore corrected by
 * the number of updates in which the parameter had one.
 */
final class Optimizer {

    private static final double MOMENTUM = 0.95;
    private static final double DECAY_FIRST = 0.9;
    private static final double DECAY_SECOND = 0.98;

    private final List<Parameter> parameters;

    Optimizer(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    void addTo(ProgramSource.Builder program, Kernels kernels) {
        addOrthogonal(program, kernels);
        addUpdate(program);
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
                x = torch.to(torch.div(x, torch.add(torch.norm(x), 1e-7)), %s)
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
     * Clips the sum of the lanes' gradients to a norm, and changes one lane's share of the weights.
     */
    private void addUpdate(ProgramSource.Builder program) {
        String inner =
                parameters.stream()
                        .map(p -> isInnerProduct(p) ? "True" : "False")
                        .collect(Collectors.joining(", ", "annotate(List[bool], [", "])"));
        program.method(
                "update",
                "inputs: List[Tensor]",
                "List[Tensor]",
                """
                rate = float(inputs[1][0])
                decay = float(inputs[1][1])
                clip = float(inputs[1][2])
                lane = int(inputs[1][3])
                lanes = int(inputs[1][4])
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
                  if bool(torch.any(gradients[i])):
                    t = float(torch.add_(self.t[i], 1.0))
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
                      spread = torch.sqrt(torch.div(v, 1.0 - torch.pow(%5$s, t)))
                      step = rate / (1.0 - torch.pow(%3$s, t))
                      w = torch.addcdiv_(w, m, torch.add(spread, 1e-8), value=-step)
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
        return parameter.role() == Role.PRODUCT || parameter.role() == Role.CONVOLUTION;
    }
}
