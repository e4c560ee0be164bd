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
    private volatile int asked;
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

    /** Returns what it is called. */
    public String id() {
        return id;
    }

    String goal() {
        return goal;
    }

    /** Returns the address of its device, as it was given. */
    public String device() {
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

    /** Returns how many questions there have been, which is the number of the last one. */
    int asked() {
        return asked;
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
        } else if (event instanceof ApprovalAsked wanted) {
            question = wanted;
            asked++;
        } else if (event instanceof Acted) {
            question = null;
        }
    }

    /**
     * Answers what a person is asked. A step may be asked about again, with another action, where
     * the agent was replaced; the number tells one question from the next.
     *
     * @param number of the question
     * @throws ApiException if this is not asked now
     */
    synchronized void answer(int number, boolean agreed) {
        ApprovalAsked now = question;
        if (now == null || asked != number) {
            throw new ApiException(
                    ApiError.of(
                            409,
                            "not-asked",
                            "Question %s of this run is not asked now%s."
                                    .formatted(
                                            number, now == null ? "" : ", but question " + asked)));
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
