package io.mingle.gui.internal;

import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.AgentStep.Outcome;
import io.mingle.api.gui.Observed;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.gui.Thought;
import io.mingle.api.gui.device.Device;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Reading;
import io.mingle.gui.action.Remarks;
import io.mingle.gui.action.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run: looks, asks, checks, acts, waits, and again. Used by one thread. */
final class AgentLoop {

    private static final ActionForm FORM = ActionForm.CALLS;

    private static final Set<ActionKind> ENDS =
            EnumSet.of(ActionKind.ANSWER, ActionKind.DONE, ActionKind.INFEASIBLE);

    private final String goal;
    private final Device device;
    private final Policy policy;
    private final ActOptions options;
    private final GenerationChannel<?> channel;
    private final Approval approval;
    private final boolean dryRun;
    private final List<AgentStep> steps = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private String reflection = "";

    AgentLoop(
            String goal,
            Device device,
            Policy policy,
            ActOptions options,
            GenerationChannel<?> channel) {
        this.goal = goal;
        this.device = device;
        this.policy = policy;
        this.options = options;
        this.channel = channel;
        approval = new Approval(channel, options.approvalLimit());
        dryRun = options.dryRun().orElse(device.isReal());
    }

    /** What the model wants, and what it wrote. */
    private record Wish(String reply, Reading reading) {}

    /** What came of a wish, and how the run ends, if it does. */
    private record Result(Outcome outcome, String note, Duration acting, Optional<RunEnd> end) {

        static Result ending(Outcome outcome, String note, RunEnd end) {
            return new Result(outcome, note, Duration.ZERO, Optional.of(end));
        }
    }

    /**
     * Runs to an end.
     *
     * @param past what lies behind it; done again first where the device is a simulation, which
     *     begins anew
     * @throws io.mingle.api.error.MingleException if it was cancelled, or device or model failed
     */
    AgentRun run(History past) {
        history.addAll(past.lines());
        reflection = past.reflection();
        if (!device.isReal()) {
            past.done().forEach(this::again);
        }
        for (int number = past.steps() + 1; number <= options.maxSteps(); number++) {
            channel.throwIfCancelled();
            Optional<RunEnd> end = step(number);
            if (end.isPresent()) {
                return ended(end.get(), steps.get(steps.size() - 1));
            }
        }
        return ended(
                RunEnd.STEP_LIMIT,
                "All %s steps were used up before the goal was said to be reached. Allow more, or split the goal."
                        .formatted(options.maxSteps()),
                Optional.empty());
    }

    private void again(Action action) {
        channel.throwIfCancelled();
        if (action.kind() != ActionKind.WAIT) {
            device.perform(action);
        }
        Stillness.await(device, options.stillLimit(), channel);
    }

    private Optional<RunEnd> step(int number) {
        Screen screen = device.look();
        Screen kept = Screenshots.kept(screen);
        channel.publish(new Observed(number, kept));
        long begun = System.nanoTime();
        Wish wish = wish(screen);
        Duration thinking = Duration.ofNanos(System.nanoTime() - begun);
        Reply reply = Reply.of(wish.reply());
        Optional<Action> action =
                wish.reading() instanceof Reading.Read read
                        ? Optional.of(read.action())
                        : Optional.empty();
        channel.publish(new Thought(number, reply.thought(), reply.reflection(), action));
        channel.throwIfCancelled();
        Result result =
                wish.reading() instanceof Reading.Unread unread
                        ? Result.ending(
                                Outcome.UNREADABLE,
                                "No action could be read from two replies in a row: "
                                        + unread.reason(),
                                RunEnd.UNREADABLE)
                        : checked(number, action.orElseThrow(), screen);
        AgentStep step =
                new AgentStep(
                        number,
                        kept,
                        reply.thought(),
                        reply.reflection(),
                        wish.reply(),
                        action,
                        result.outcome(),
                        result.note(),
                        thinking,
                        result.acting());
        steps.add(step);
        channel.publish(new Acted(step));
        action.ifPresent(it -> history.add(History.line(it, result.note())));
        reflection = reply.reflection();
        return result.end();
    }

    /** A reply without an action is told back once. */
    private Wish wish(Screen screen) {
        Conversation asked = Conversation.of(prompt(screen), Screenshots.shown(screen));
        String first = policy.reply(asked);
        Reading reading = FORM.reader().read(first, screen.width(), screen.height());
        if (!(reading instanceof Reading.Unread unread)) {
            return new Wish(first, reading);
        }
        channel.throwIfCancelled();
        String told =
                "No action could be read. " + unread.reason() + " Answer again with one Action.";
        String words = first.isBlank() ? "…" : first;
        String second = policy.reply(asked.then(words, Message.user(new Text(told))));
        return new Wish(second, FORM.reader().read(second, screen.width(), screen.height()));
    }

    private String prompt(Screen screen) {
        List<String> texts = screen.elements().stream().map(ScreenElement::text).toList();
        List<String> remarks = Remarks.on(texts, Screenshots.isBlack(screen));
        Set<ActionKind> kinds = EnumSet.copyOf(device.abilities());
        kinds.addAll(ENDS);
        kinds.add(ActionKind.WAIT);
        kinds.retainAll(options.kinds());
        return policy.style().text(goal, history, reflection, remarks, FORM, kinds);
    }

    private Result checked(int number, Action action, Screen screen) {
        Permission permission = Permission.of(action, screen, options, device);
        if (permission.refusal().isPresent()) {
            return Result.ending(Outcome.REFUSED, permission.refusal().get(), RunEnd.REFUSED);
        }
        if (ENDS.contains(action.kind())) {
            boolean reached = action.kind() != ActionKind.INFEASIBLE;
            return Result.ending(Outcome.END, "", reached ? RunEnd.SUCCESS : RunEnd.INFEASIBLE);
        }
        if (dryRun) {
            return Result.ending(
                    Outcome.TOLD, "This is a dry run: nothing was done.", RunEnd.DRY_RUN);
        }
        if (permission.question().isPresent()) {
            Optional<String> refusal =
                    approval.refusal(number, action, permission.question().get());
            if (refusal.isPresent()) {
                return Result.ending(Outcome.REFUSED, refusal.get(), RunEnd.REFUSED);
            }
            // A person takes time; what was agreed to may have made way for something else.
            if (!Sight.isSame(action, screen, device.look())) {
                return new Result(
                        Outcome.FAILED,
                        "Not done: the screen changed while a person was asked. Look again.",
                        Duration.ZERO,
                        Optional.empty());
            }
        }
        channel.throwIfCancelled();
        return done(action, screen);
    }

    private Result done(Action action, Screen screen) {
        long begun = System.nanoTime();
        String problem = "";
        if (action.kind() != ActionKind.WAIT) {
            if (!device.abilities().contains(action.kind())) {
                problem = "This device has no actions of the kind " + action.kind() + ".";
            } else if (!device.size().equals(screen.size())) {
                problem = "Not done: the screen was turned meanwhile. Look again.";
            } else {
                problem = performed(action);
            }
        }
        boolean still = Stillness.await(device, options.stillLimit(), channel);
        Duration acting = Duration.ofNanos(System.nanoTime() - begun);
        if (!problem.isEmpty()) {
            return new Result(Outcome.FAILED, problem, acting, Optional.empty());
        }
        String note = still ? "" : "The screen went on moving.";
        return new Result(Outcome.DONE, note, acting, Optional.empty());
    }

    private String performed(Action action) {
        try {
            device.perform(action);
            return "";
        } catch (InvalidRequestException e) {
            return e.getMessage();
        }
    }

    private AgentRun ended(RunEnd end, AgentStep last) {
        Optional<String> answer =
                last.action().orElse(null) instanceof Action.Answer given
                        ? Optional.of(given.text())
                        : Optional.empty();
        String reason =
                switch (end) {
                    case SUCCESS -> "The model said that the goal is reached.";
                    case INFEASIBLE -> "The model said that the goal cannot be reached.";
                    default -> last.note();
                };
        return ended(end, reason, answer);
    }

    private AgentRun ended(RunEnd end, String reason, Optional<String> answer) {
        return new AgentRun(goal, device.name(), end, reason, answer, dryRun, steps);
    }
}
