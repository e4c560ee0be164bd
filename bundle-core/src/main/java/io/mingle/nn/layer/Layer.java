package io.mingle.nn.layer;

import io.mingle.nn.Value;

/** A part of a network that makes one tensor of another. */
@FunctionalInterface
public interface Layer {

    /** Writes what it does with {@code x} into the method that {@code x} belongs to. */
    Value apply(Value x);

    /** Returns the layer that does nothing. */
    static Layer identity() {
        return x -> x;
    }

    /** Returns this layer with another one behind it. */
    default Layer then(Layer next) {
        return x -> next.apply(apply(x));
    }
}
