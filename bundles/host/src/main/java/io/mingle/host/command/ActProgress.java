package io.mingle.host.command;

import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.ApprovalAsked;
import io.mingle.api.gui.GoalTried;
import io.mingle.api.gui.Observed;
import io.mingle.api.gui.Thought;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells the steps of a run as they come, and asks the person at the terminal. */
final class ActProgress {

    private final Session session;
    private final boolean lines;
    private final BufferedReader answers;

    /**
     * Begins to tell.
     *
     * @param lines whether each step is a line of the output
     */
    ActProgress(Session session, boolean lines) {
        this.session = session;
        this.lines = lines;
        answers = new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
    }

    void show(Update update) {
        if (update instanceof Observed observed) {
            session.live().show("step " + observed.step() + ", thinking");
        } else if (update instanceof Thought thought) {
            String action = thought.action().map(Action::words).orElse("no action");
            session.live().show("step " + thought.step() + ", " + action);
        } else if (update instanceof ApprovalAsked question) {
            ask(question);
        } else if (update instanceof Acted acted) {
            told(acted.step());
        } else if (update instanceof Progress progress) {
            session.live()
                    .show(
                            "%s, %s of %s"
                                    .formatted(progress.what(), progress.step(), progress.of()));
        } else if (update instanceof GoalTried tried) {
            session.live()
                    .show(
                            "goal %s, %s: %s"
                                    .formatted(
                                            tried.index() + 1,
                                            tried.template(),
                                            tried.reached() ? "reached" : "not reached"));
        }
    }

    private void told(AgentStep step) {
        if (!lines) {
            return;
        }
        session.live().clear();
        String action = step.action().map(Action::words).orElse("no action");
        String outcome = step.outcome().name().toLowerCase(Locale.ROOT);
        session.out().println("%s. %s (%s)".formatted(step.number(), action, outcome));
        if (!step.thought().isEmpty()) {
            session.out().println("   " + OneLine.of(step.thought()));
        }
        session.out().flush();
    }

    /**
     * Whoever sits at the standard input agrees with yes; everything else, and its end, refuses.
     */
    private void ask(ApprovalAsked question) {
        session.live().clear();
        session.err()
                .print(
                        "mingle: Step %s is to %s. %s Do it? [y/N] "
                                .formatted(
                                        question.step(),
                                        question.action().words(),
                                        OneLine.of(question.reason())));
        session.err().flush();
        // The run goes on telling that it ends, by Ctrl-C or in time, while nobody types.
        Thread reader = new Thread(() -> answer(question), "mingle-answer");
        reader.setDaemon(true);
        reader.start();
    }

    private void answer(ApprovalAsked question) {
        String answer;
        try {
            answer = answers.readLine();
        } catch (IOException e) {
            answer = null;
        }
        if (answer != null && answer.strip().matches("(?i)y|yes")) {
            question.approve();
        } else {
            question.refuse();
        }
    }
}
