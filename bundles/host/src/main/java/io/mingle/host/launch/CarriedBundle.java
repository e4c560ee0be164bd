package io.mingle.host.launch;

/**
 * A bundle inside a jar.
 *
 * @param entry its name there, with folders
 * @param crc the CRC-32 of its bytes, as the jar's directory tells it
 * @param size its bytes
 */
record CarriedBundle(String entry, long crc, long size) {

    /** Returns its name without folders. */
    String fileName() {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    /** Tells whether it is for a host that serves, and of no use to one command. */
    boolean serves() {
        return entry.startsWith(Installation.SERVING);
    }

    /** Returns a name for these very bytes, good for a folder. */
    String key() {
        return "%08x-%x".formatted(crc, size);
    }
}
