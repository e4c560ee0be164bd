package io.mingle.parity;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** A bundle's networks against the published implementation, with reference values of its own. */
@ConsumerType
public interface ParityCheck {

    /** Names the part of the model that is compared, in one word. */
    String part();

    /**
     * Computes and compares on the device of the running host; the model in use plays no part.
     *
     * @param findings is given every comparison as soon as it is made, on the calling thread
     * @throws io.mingle.api.error.CancelledException if the calling thread is interrupted
     */
    void run(Consumer<Finding> findings);
}
