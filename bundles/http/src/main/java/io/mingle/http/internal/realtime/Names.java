package io.mingle.http.internal.realtime;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names what sessions tell of. */
final class Names {

    private static final int BYTES = 10;

    private Names() {}

    /** Returns a name that nothing else has. */
    static String fresh(String prefix) {
        byte[] random = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        return prefix + "_" + HexFormat.of().formatHex(random);
    }
}
