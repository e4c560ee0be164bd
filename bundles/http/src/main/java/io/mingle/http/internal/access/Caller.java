package io.mingle.http.internal.access;

import java.util.Optional;
import java.util.Set;

/** Who makes a request, until it has been answered. */
public final class Caller implements AutoCloseable {

    /** Somebody on this machine. */
    public static final Caller ANYBODY = new Caller("-", Optional.empty(), () -> {});

    private final String name;
    private final Optional<Set<String>> skills;
    private final Runnable end;

    Caller(String name, Optional<Set<String>> skills, Runnable end) {
        this.name = name;
        this.skills = skills;
        this.end = end;
    }

    /** Returns what the caller is called in the log. */
    public String name() {
        return name;
    }

    /** Tells whether the caller may call a skill. */
    public boolean mayCall(String skill) {
        return skills.isEmpty() || skills.get().contains(skill);
    }

    /** Returns the same, with something more to do at its end. */
    public Caller then(Runnable more) {
        return new Caller(
                name,
                skills,
                () -> {
                    more.run();
                    end.run();
                });
    }

    @Override
    public void close() {
        end.run();
    }
}
