package io.mingle.http.internal.agents;

import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.ApprovalAsked;
import io.mingle.api.gui.Observed;
import io.mingle.api.gui.Thought;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import java.io.IOException;

/**
 * A run whose steps are sent as they come: {@code agent.run.created}, in each step {@code
 * observed}, {@code thought}, perhaps {@code approval_asked}, {@code acted}, then {@code completed}
 * or {@code error}.
 */
final class StreamedRun extends Streamed<AgentRun> {

    private static final String PREFIX = "agent.run.";

    private final RunUnderWay run;
    private final boolean screens;

    StreamedRun(Exchange exchange, RunUnderWay run, boolean screens) {
        super(exchange);
        this.run = run;
        this.screens = screens;
    }

    @Override
    protected void begin() throws IOException {
        stream().event(PREFIX + "created", RunJson.of(run));
    }

    @Override
    protected void tell(int index, Event event) throws IOException {
        run.heard(event);
        if (event instanceof Observed observed) {
            stream()
                    .event(
                            PREFIX + "observed",
                            RunJson.of(observed.step(), observed.screen(), screens));
        } else if (event instanceof Thought thought) {
            stream().event(PREFIX + "thought", RunJson.of(thought));
        } else if (event instanceof ApprovalAsked asked) {
            stream().event(PREFIX + "approval_asked", RunJson.of(run.asked(), asked));
        } else if (event instanceof Acted acted) {
            stream().event(PREFIX + "acted", RunJson.of(acted.step()));
        }
    }

    @Override
    protected void end(int index, Finished<AgentRun> finished) throws IOException {
        stream().event(PREFIX + "completed", RunJson.of(run, finished.result()));
    }

    @Override
    protected void finish() {
        // The run was the last event.
    }

    @Override
    protected void fail(ApiError error) throws IOException {
        stream().event("error", error.json());
    }
}
