package io.mingle.trainer;

import io.mingle.broker.Broker;
import java.util.SplittableRandom;
import org.osgi.annotation.versioning.ConsumerType;

/** Tries a model on examples that it has not seen, through the services that everybody calls. */
@ConsumerType
public interface Trial {

    /** Returns which examples these are, such as {@code held-out fonts}, or {@code all}. */
    String group();

    /**
     * Tries one example.
     *
     * @param random the source of all choices; the same numbers give the same example
     * @param broker reaches the services of the model that runs
     */
    Outcome run(SplittableRandom random, Broker broker);
}
