package io.mingle.api.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memory ledger refused an allocation instead of letting the process die of it.
 *
 * <p>Says how much was needed, how much is there, and who holds the rest.
 */
public final class MemoryRefusedException extends MingleException {

    private static final long serialVersionUID = 1L;

    private final long needed;
    private final long available;
    private final LinkedHashMap<String, Long> holders;

    /**
     * Creates the error.
     *
     * @param message what was asked, what was found, and what to do next
     * @param needed what was asked for, in bytes
     * @param available what could still be given, in bytes
     * @param holders who holds how many bytes, in the order to be shown; copied
     */
    public MemoryRefusedException(
            String message, long needed, long available, Map<String, Long> holders) {
        super(ErrorCode.MEMORY_REFUSED, message, null);
        this.needed = needed;
        this.available = available;
        this.holders = new LinkedHashMap<>(holders);
    }

    /**
     * Returns what was asked for.
     *
     * @return bytes
     */
    public long needed() {
        return needed;
    }

    /**
     * Returns what could still be given.
     *
     * @return bytes
     */
    public long available() {
        return available;
    }

    /**
     * Returns who holds the rest.
     *
     * @return owner to bytes, unmodifiable
     */
    public Map<String, Long> holders() {
        return Collections.unmodifiableMap(holders);
    }
}
