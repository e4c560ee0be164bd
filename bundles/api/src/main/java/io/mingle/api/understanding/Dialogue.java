package io.mingle.api.understanding;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/** Answers in words alone. Provided by {@code io.mingle.core}; safe to call from any thread. */
@ProviderType
public interface Dialogue {

    /**
     * Begins to answer.
     *
     * <p>Problems that are found after the call has returned are reported by the {@link
     * io.mingle.api.event.Failed} event of the generation.
     *
     * @param question texts only
     * @return the answer, under way
     * @throws InvalidRequestException if there is a picture or a sound among the content
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation ask(Question question);
}
