package io.mingle.core.internal.constraint;

import java.nio.charset.StandardCharsets;

/** Asks languages about texts. */
final class Texts {

    private Texts() {}

    static Languages languages() {
        Languages languages = new Languages(ByteSet.ALL);
        languages.allow(10_000_000);
        return languages;
    }

    static boolean accepts(Languages languages, Language language, String text) {
        languages.allow(10_000_000);
        Language at = language;
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            at = languages.derive(at, value & 0xFF);
        }
        return at.nullable();
    }
}
