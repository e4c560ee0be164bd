package io.mingle.gui.simulator.state;

import java.util.Locale;

/** What a phone's texts are written in. */
public enum Language {
    /** English. */
    EN,
    /** Chinese. */
    ZH;

    /** Returns its code, {@code en} or {@code zh}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
