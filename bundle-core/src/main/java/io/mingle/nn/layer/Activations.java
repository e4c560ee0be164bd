package io.mingle.nn.layer;

import io.mingle.nn.Value;

/** What is done with each value alone; those without a number are layers as they are. */
public final class Activations {

    private Activations() {}

    /** The GELU by tanh (D. Hendrycks, K. Gimpel, Gaussian Error Linear Units, 2016). */
    public static Value geluByTanh(Value x) {
        return x.call("torch.gelu", "approximate=\"tanh\"");
    }

    public static Value relu(Value x) {
        return x.call("torch.relu");
    }

    public static Value tanh(Value x) {
        return x.call("torch.tanh");
    }

    public static Value sigmoid(Value x) {
        return x.call("torch.sigmoid");
    }

    /** {@code ln(1 + eˣ)}. */
    public static Value softplus(Value x) {
        return x.call("torch.softplus");
    }

    /** {@code x tanh(ln(1 + eˣ))} (D. Misra, Mish, 2019). */
    public static Value mish(Value x) {
        return x.call("torch.mish");
    }

    /** Returns {@code max(x, slope x)}, for slopes below 1. */
    public static Layer leakyRelu(double slope) {
        return x -> x.call("torch.leaky_relu", slope);
    }

    /** Returns {@code eˣ - 1} for what is below 0, and x for the rest (D. Clevert, ELU, 2015). */
    public static Layer elu() {
        return x -> x.call("torch.elu");
    }
}
