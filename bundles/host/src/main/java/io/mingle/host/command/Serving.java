package io.mingle.host.command;

import io.mingle.host.Mingle;
import java.nio.file.Path;

/**
 * How a host serves.
 *
 * @param skills a folder to watch for bundles, or null
 * @param console whether the shell reads commands from standard input
 * @param trust the rules by which jars from the folder are let in and trusted; null to let all in
 *     and trust none
 * @param http where clients reach it, or null
 */
public record Serving(Path skills, boolean console, String trust, HttpOption http) {

    /** Serves without rules, and no clients. */
    public Serving(Path skills, boolean console) {
        this(skills, console, null);
    }

    /** Serves no clients. */
    public Serving(Path skills, boolean console, String trust) {
        this(skills, console, trust, null);
    }

    /** Returns the same, reached by clients. */
    Serving at(HttpOption address) {
        return new Serving(skills, console, trust, address);
    }

    /** Tells a start about it. */
    public void configure(Mingle.Builder builder) {
        builder.serving(true);
        if (trust != null) {
            builder.property("mingle.trust", trust);
        }
        if (http != null) {
            http.configure(builder);
        }
        builder.property("gosh.args", console ? "" : "--nointeractive");
        if (skills != null) {
            builder.skills(skills);
        }
    }
}
