package io.mingle.nn;

import io.mingle.nn.Parameter.Start;

/** What a tensor of a network is for: its format, its optimiser and its start follow from it. */
public enum Role {
    /** The matrix of a product within the network. */
    PRODUCT(Start.PRODUCT),
    /** The kernel of a convolution. */
    CONVOLUTION(Start.PRODUCT),
    /** The matrix of a product that chooses experts. */
    ROUTER(Start.PRODUCT),
    /** The matrix of a product that ends the network in logits. */
    HEAD(Start.PRODUCT),
    /** One row for each token or kind. */
    EMBEDDING(Start.EMBEDDING),
    /** What a norm multiplies with. */
    NORM(Start.ONES),
    /** What is added to a product, a convolution or a norm. */
    BIAS(Start.ZEROS),
    /** Fixed numbers, such as positions. */
    TABLE(Start.ZEROS);

    private final Start start;

    Role(Start start) {
        this.start = start;
    }

    /** Returns how training from nothing fills such a tensor where nothing else is said. */
    public Start start() {
        return start;
    }
}
