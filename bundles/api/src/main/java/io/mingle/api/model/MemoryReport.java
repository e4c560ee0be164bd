package io.mingle.api.model;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What memory the tensor runtime has given out, and how much it may. Registered by {@code
 * io.mingle.core}; safe to call from any thread.
 */
@ProviderType
public interface MemoryReport {

    /**
     * Lists what is held now.
     *
     * @return one entry per owner, purpose and request, the largest first; a copy
     */
    List<MemoryUse> uses();

    /**
     * Tells how much may be held in all, of what {@linkplain MemoryUse#counts() counts}.
     *
     * @return bytes
     */
    long limit();
}
