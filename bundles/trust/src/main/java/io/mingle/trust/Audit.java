package io.mingle.trust;

import java.util.Map;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of who changed what is installed, on the logger {@value #LOGGER}. */
public final class Audit {

    /** The name of the logger. Every line has the level info. */
    public static final String LOGGER = "io.mingle.audit";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    /** Through whom somebody else asks. */
    private static final Map<String, String> SOMEBODY =
            Map.of(
                    "io.mingle.shell", "the console",
                    "io.mingle.broker", "the program",
                    "io.mingle.http", "the admin server");

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
        record(what, subject, who, sha256, null);
    }

    /**
     * Records what was refused, or failed.
     *
     * @param what was done, for example {@code refused}
     * @param subject the bundle, or the file if it did not come so far
     * @param who wanted it: a file, a bundle, or the console
     * @param sha256 of the jar; null if there is none
     * @param why it came so; written in one line; null if that is clear
     */
    public static void record(String what, String subject, String who, String sha256, String why) {
        log.info(
                "{}: {}, by {}{}{}",
                what,
                subject,
                who,
                sha256 == null ? "" : ", sha256:" + sha256,
                why == null ? "" : ": " + why.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /**
     * Names who asks for something, for the record.
     *
     * @param client the bundle that calls
     * @return its symbolic name, or who it is that asks through it
     */
    public static String who(Bundle client) {
        String name = String.valueOf(client.getSymbolicName());
        return SOMEBODY.getOrDefault(name, name);
    }
}
