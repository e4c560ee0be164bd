package io.mingle.swap.internal;

import io.mingle.trust.Audit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is audited, taken from the logger that these tests run with. */
final class RecordedAudit implements AutoCloseable {

    private static final String LOGGER = Audit.LOGGER + " - ";

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    RecordedAudit() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** Returns the lines so far, without the reasons and what is random in them. */
    List<String> lines() {
        return whole().stream()
                .map(it -> it.replaceAll("(, by [^:,]+(, sha256)?): .*", "$1"))
                .toList();
    }

    /** Returns the lines so far, without what is random in them. */
    List<String> whole() {
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(it -> it.contains(LOGGER))
                .map(it -> it.substring(it.indexOf(LOGGER) + LOGGER.length()))
                .map(it -> it.replaceAll("sha256:[0-9a-f]{64}", "sha256"))
                .toList();
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
