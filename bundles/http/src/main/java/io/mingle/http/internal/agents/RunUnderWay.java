package io.mingle.http.internal.agents;

import io.mingle.api.event.Event;
import io.mingle.api.event.Generation;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.ApprovalAsked;
import io.mingle.api.gui.Observed;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** A run whose request is being answered. Thread-safe. */
public final class RunUnderWay {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final String goal;
    private final String device;
    private final String owner;
    private volatile int step;
    private volatile ApprovalAsked question;
    private Generation<AgentRun> generation;
    private boolean cancelled;

    RunUnderWay(String goal, String device, String owner) {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        this.id = "run_" + HexFormat.of().formatHex(random);
        this.goal = goal;
        this.device = device;
        this.owner = owner;
    }

    String id() {
        return id;
    }

    String goal() {
        return goal;
    }

    String device() {
        return device;
    }

    /** Returns which caller of which server began it. */
    public String owner() {
        return owner;
    }

    /** Returns the number of the step that it is at; 0 before the first. */
    int step() {
        return step;
    }

    /** Returns what a person is asked now. */
    Optional<ApprovalAsked> question() {
        return Optional.ofNullable(question);
    }

    /** Takes what acts. It is stopped at once where that was asked for while it was waited for. */
    Generation<AgentRun> begun(Generation<AgentRun> run) {
        boolean stop;
        synchronized (this) {
            generation = run;
            stop = cancelled;
        }
        if (stop) {
            run.cancel();
        }
        return run;
    }

    /** Takes note of what has happened. */
    synchronized void heard(Event event) {
        if (event instanceof Observed observed) {
            step = observed.step();
            question = null;
        } else if (event instanceof ApprovalAsked asked) {
            question = asked;
        } else if (event instanceof Acted) {
            question = null;
        }
    }

    /**
     * Answers what a person is asked.
     *
     * @param asked the step that the answer is about
     * @throws ApiException if nothing is asked about that step
     */
    synchronized void answer(int asked, boolean agreed) {
        ApprovalAsked now = question;
        if (now == null || now.step() != asked) {
            throw new ApiException(
                    ApiError.of(
                            409,
                            "not-asked",
                            "Nobody is asked about step %s of this run%s."
                                    .formatted(
                                            asked,
                                            now == null ? "" : ", but about step " + now.step())));
        }
        question = null;
        if (agreed) {
            now.approve();
        } else {
            now.refuse();
        }
    }

    /** Stops it between two actions. */
    void cancel() {
        Generation<AgentRun> run;
        synchronized (this) {
            cancelled = true;
            run = generation;
        }
        if (run != null) {
            run.cancel();
        }
    }
}
