package io.mingle.api.gui;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A run that outlasts the agent: where the bundle that does it is replaced and does not wait for
 * its end, the version that is there by then goes on with it.
 *
 * <p>What was being done in that moment may have been done and is in no history; who goes on looks
 * at the screen first. After {@value #MOST_IN_VAIN} goes without a step the problem is told; at
 * once where somebody who is needed, such as a model, was waited for and has not come.
 */
public final class LastingRun {

    /** How often it is gone on with where no step was done in between. */
    private static final int MOST_IN_VAIN = 3;

    private final Caller caller;
    private final Recording before;
    private final ActOptions options;
    private final GenerationChannel<AgentRun> channel;
    private final List<AgentStep> steps = new ArrayList<>();
    private volatile Generation<AgentRun> current;

    private LastingRun(
            Caller caller,
            Recording before,
            ActOptions options,
            Generation<AgentRun> first,
            GenerationChannel<AgentRun> channel) {
        this.caller = caller;
        this.before = before;
        this.options = options;
        this.channel = channel;
        this.current = first;
        channel.onCancel(() -> current.cancel());
    }

    /** Leads to the agent that is there now, as a broker does. */
    @FunctionalInterface
    public interface Caller {

        /**
         * Calls it.
         *
         * @param call begins a run
         * @return the run, under way
         * @throws MingleException if there is no agent, or it cannot begin
         */
        Generation<AgentRun> call(Function<GuiAgent, Generation<AgentRun>> call);
    }

    /**
     * Begins to act.
     *
     * @param caller leads to an agent; also called later, on another thread
     * @param goal what is to be reached, in words
     * @param options where and how
     * @return the run, under way, as {@link GuiAgent#act} has it
     * @throws MingleException as {@link GuiAgent#act} does
     */
    public static Generation<AgentRun> act(Caller caller, String goal, ActOptions options) {
        Recording nothing = new Recording(goal, options.device(), List.of());
        return begin(caller, nothing, options, agent -> agent.act(goal, options));
    }

    /**
     * Begins to go on with a run that was recorded.
     *
     * @param caller leads to an agent; also called later, on another thread
     * @param recording what has happened
     * @param options where and how
     * @return the run, under way, as {@link GuiAgent#resume} has it
     * @throws MingleException as {@link GuiAgent#resume} does
     */
    public static Generation<AgentRun> resume(
            Caller caller, Recording recording, ActOptions options) {
        return begin(caller, recording, options, agent -> agent.resume(recording, options));
    }

    private static Generation<AgentRun> begin(
            Caller caller,
            Recording before,
            ActOptions options,
            Function<GuiAgent, Generation<AgentRun>> call) {
        Generation<AgentRun> first = caller.call(call);
        return GenerationChannel.produce(
                "lasting-run",
                channel -> new LastingRun(caller, before, options, first, channel).run());
    }

    private AgentRun run() {
        int inVain = 0;
        while (true) {
            int known = steps.size();
            try {
                return end().with(steps);
            } catch (SkillUnavailableException e) {
                channel.throwIfCancelled();
                inVain = steps.size() > known ? 0 : inVain + 1;
                if (e.isAbsent() || inVain > MOST_IN_VAIN) {
                    throw e;
                }
                goOn(e);
            }
        }
    }

    private void goOn(SkillUnavailableException problem) {
        List<RecordedStep> all = new ArrayList<>(before.steps());
        all.removeIf(it -> !it.isBehind());
        steps.forEach(it -> all.add(RecordedStep.of(it)));
        Recording recording = new Recording(before.goal(), before.device(), all);
        try {
            current = caller.call(agent -> agent.resume(recording, options));
        } catch (MingleException e) {
            problem.addSuppressed(e);
            throw problem;
        }
        if (channel.isCancelled()) {
            current.cancel();
        }
    }

    /** Passes on what comes, until the end of what is under way now. */
    private AgentRun end() {
        CompletableFuture<End> end = new CompletableFuture<>();
        current.subscribe(new Listener(end));
        try {
            End ended = end.get();
            if (ended instanceof Failed failed) {
                throw failed.error();
            }
            if (ended instanceof Cancelled) {
                throw new CancelledException("The run was cancelled.");
            }
            return (AgentRun) ((Finished<?>) ended).result();
        } catch (InterruptedException e) {
            current.cancel();
            Thread.currentThread().interrupt();
            throw new CancelledException("The run was interrupted.");
        } catch (ExecutionException e) {
            throw new InternalException(
                    "A run could not be listened to. This is a fault of a bundle; report it.",
                    e.getCause());
        }
    }

    private final class Listener implements Flow.Subscriber<Event> {

        private final CompletableFuture<End> end;

        Listener(CompletableFuture<End> end) {
            this.end = end;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof End ended) {
                end.complete(ended);
                return;
            }
            if (event instanceof Acted acted) {
                steps.add(acted.step());
            }
            channel.publish((Update) event);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            end.completeExceptionally(new IllegalStateException("It has no end"));
        }
    }
}
