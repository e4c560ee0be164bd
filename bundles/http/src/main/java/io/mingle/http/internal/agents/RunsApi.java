package io.mingle.http.internal.agents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.LastingRun;
import io.mingle.broker.Broker;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Fields;
import java.io.IOException;
import java.time.Duration;

/**
 * Runs of the agent: begins them, lists them, and passes on what a person says about them. A run
 * lasts as long as the request that began it.
 */
public final class RunsApi {

    /** What a key has to name to be good for it, and figures call it. */
    public static final String SKILL = "act";

    /** For so long a run that says nothing keeps the status of its answer open. */
    private static final Duration UNTIL_THE_FIRST_BLANK = Duration.ofSeconds(15);

    private final Broker broker;
    private final RunsUnderWay runs;

    public RunsApi(Broker broker, RunsUnderWay runs) {
        this.broker = broker;
        this.runs = runs;
    }

    /** Where requests come in: what their caller may do, and who is told of it. */
    public interface Desk {

        /** Returns whose a run is that the caller begins. */
        String owner();

        /** Tells whether the caller may know of a run. */
        boolean isVisible(RunUnderWay run);

        /** Is called before a run begins; throws if the caller may not act on the device. */
        void begins(String device);

        /** Is called when the caller has approved, refused or stopped something. */
        void hasSaid(Said said, RunUnderWay run);
    }

    /** What a person says of a run that is under way. */
    public enum Said {
        /** What was asked may be done. */
        APPROVED,
        /** It may not. */
        REFUSED,
        /** The run is to end. */
        CANCELLED
    }

    /** Answers a request. */
    public void answer(Exchange exchange, Desk desk) throws IOException {
        String[] path = exchange.rest().split("/", -1);
        boolean all = exchange.rest().isEmpty();
        if (all && exchange.isPost()) {
            begin(exchange, desk);
        } else if (all) {
            list(exchange, desk);
        } else if (path.length == 1 && !exchange.isPost()) {
            exchange.send(200, RunJson.of(run(path[0], desk)));
        } else if (path.length == 2 && exchange.isPost()) {
            RunUnderWay run = run(path[0], desk);
            desk.hasSaid(say(exchange, run, path[1]), run);
            exchange.send(200, RunJson.of(run));
        } else {
            throw unknown();
        }
    }

    private void list(Exchange exchange, Desk desk) throws IOException {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        runs.all().stream().filter(desk::isVisible).forEach(it -> data.add(RunJson.of(it)));
        exchange.send(200, list);
    }

    private RunUnderWay run(String id, Desk desk) {
        return runs.find(id)
                .filter(desk::isVisible)
                .orElseThrow(
                        () ->
                                new ApiException(
                                        ApiError.notFound(
                                                "run-not-found",
                                                "No such run is under way. A run ends with the"
                                                    + " request that began it, and is not kept.")));
    }

    private static Said say(Exchange exchange, RunUnderWay run, String what) throws IOException {
        return switch (what) {
            case "approve" -> {
                run.answer(question(exchange), true);
                yield Said.APPROVED;
            }
            case "refuse" -> {
                run.answer(question(exchange), false);
                yield Said.REFUSED;
            }
            case "cancel" -> {
                run.cancel();
                yield Said.CANCELLED;
            }
            default -> throw unknown();
        };
    }

    /** The question has to be named: another one may have come meanwhile. */
    private static int question(Exchange exchange) throws IOException {
        Fields fields = new Fields(exchange.body());
        int question =
                (int)
                        fields.whole("question", 1, Integer.MAX_VALUE)
                                .orElseThrow(
                                        () ->
                                                ApiException.invalid(
                                                        "question",
                                                        "'question' is missing: the number of what"
                                                                + " is asked."));
        fields.end(exchange.lenient());
        return question;
    }

    private void begin(Exchange exchange, Desk desk) throws IOException {
        exchange.trace().tool(SKILL);
        RunRequest request = RunRequest.read(new Fields(exchange.body()), exchange.lenient());
        desk.begins(request.options().device());
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        LastingRun.Caller caller = call -> broker.generate(GuiAgent.class, patience, call);
        RunUnderWay run = new RunUnderWay(request.goal(), request.options().device(), desk.owner());
        AgentRun ended;
        try (RunsUnderWay.Entry entry = runs.enter(run);
                EventFeed<AgentRun> feed =
                        new EventFeed<>(
                                exchange.load(),
                                exchange.trace(),
                                SKILL,
                                1,
                                i -> run.begun(begun(caller, request)))) {
            if (request.stream()) {
                new StreamedRun(exchange, run, request.screens()).send(feed, 1);
                return;
            }
            ended = whole(exchange, run, feed);
        }
        // Whoever knows that it has ended does not find it among those under way.
        exchange.send(200, RunJson.of(run, ended));
    }

    private static Generation<AgentRun> begun(LastingRun.Caller caller, RunRequest request) {
        return request.before().isEmpty()
                ? LastingRun.act(caller, request.goal(), request.options())
                : LastingRun.resume(caller, request.recording(), request.options());
    }

    private static AgentRun whole(Exchange exchange, RunUnderWay run, EventFeed<AgentRun> feed)
            throws IOException {
        long blank = System.nanoTime() + UNTIL_THE_FIRST_BLANK.toNanos();
        while (true) {
            EventFeed.News news = feed.next();
            if (news != null && news.event() instanceof Finished<?> finished) {
                return feed.own(finished).result();
            }
            if (news != null) {
                run.heard(news.event());
            }
            if (System.nanoTime() - blank >= 0) {
                exchange.keepWaiting();
                blank = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            }
        }
    }

    private static ApiException unknown() {
        return new ApiException(
                ApiError.notFound(
                        "not-found",
                        "There is nothing at this address. Begin a run with POST at"
                                + " .../agents/runs, list those under way with GET, and use"
                                + " .../agents/runs/ID/ with approve, refuse and cancel."));
    }
}
