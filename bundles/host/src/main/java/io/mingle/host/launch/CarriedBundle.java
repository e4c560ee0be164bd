package io.mingle.host.launch;

/**
 * A bundle inside the host's jar.
 *
 * @param fileName its name there, without folders
 * @param crc the CRC-32 of its bytes, as the jar's directory tells it
 * @param size its bytes
 */
record CarriedBundle(String fileName, long crc, long size) {

    /** Returns a name for these very bytes, good for a folder. */
    String key() {
        return "%08x-%x".formatted(crc, size);
    }
}
