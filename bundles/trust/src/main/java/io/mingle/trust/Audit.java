package io.mingle.trust;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of who changed what is installed, on the logger {@value #LOGGER}. */
public final class Audit {

    /** The name of the logger. Every line has the level info. */
    public static final String LOGGER = "io.mingle.audit";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private Audit() {}

    /**
     * Records a change.
     *
     * @param what was done, for example {@code installed}
     * @param subject the bundle, or the file if it did not come so far
     * @param who did it: a file, a bundle, or the console
     * @param sha256 of the jar; null if there is none
     */
    public static void record(String what, String subject, String who, String sha256) {
        log.info("{}: {}, by {}{}", what, subject, who, sha256 == null ? "" : ", sha256:" + sha256);
    }
}
