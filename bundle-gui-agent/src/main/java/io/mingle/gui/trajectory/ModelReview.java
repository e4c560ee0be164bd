package io.mingle.gui.trajectory;

import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.MingleException;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks a trajectory over by the rules of {@link Review}, and then by a model, which is shown each
 * step and says whether it makes sense. Steps that lead astray are not asked about: they are there
 * to be mended.
 */
public final class ModelReview {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int MOST_TOLD = 200;
    private static final GenerationOptions OPTIONS =
            GenerationOptions.GREEDY
                    .withMaxTokens(64)
                    .withConstraint(new Constraint.Regex("yes|no: [^\\n]{1,160}"));

    private final Understanding model;

    /**
     * Takes a model.
     *
     * @param model who is asked; it is called on the thread that reviews
     */
    public ModelReview(Understanding model) {
        this.model = model;
    }

    /**
     * Looks a trajectory over.
     *
     * @return why it is not to be learnt from; empty if it may be
     * @throws MingleException if the model does not answer
     */
    public Optional<String> problem(Trajectory trajectory) {
        Optional<String> ruled = Review.problem(trajectory);
        if (ruled.isPresent()) {
            return ruled;
        }
        List<TrajectoryStep> steps = trajectory.steps();
        for (int i = 0; i < steps.size(); i++) {
            Optional<String> problem =
                    steps.get(i).mistake() ? Optional.empty() : problem(steps.get(i));
            if (problem.isPresent()) {
                return Optional.of("Step %s %s".formatted(i + 1, problem.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> problem(TrajectoryStep step) {
        Conversation asked =
                new Conversation(
                        List.of(Message.user(step.screenshot(), new Text(question(step)))));
        String said = model.ask(asked, OPTIONS).join(LIMIT).result().text().strip();
        String plain = said.toLowerCase(Locale.ROOT);
        if (plain.startsWith("yes")) {
            return Optional.empty();
        }
        if (!plain.startsWith("no")) {
            return Optional.of("was judged with neither yes nor no.");
        }
        String why = said.replaceFirst("(?i)^no[:.,]?\\s*", "");
        return Optional.of(
                "was rejected by the model: "
                        + (why.length() > MOST_TOLD ? why.substring(0, MOST_TOLD) + "…" : why));
    }

    private static String question(TrajectoryStep step) {
        StringBuilder text = new StringBuilder("Goal: " + step.goal() + "\n");
        if (!step.history().isEmpty()) {
            text.append("Previous actions:\n");
            step.history().forEach(it -> text.append(it).append('\n'));
        }
        return text.append(step.reply())
                .append(
                        "\nDo the thought and the reflection fit the screen and the action, and"
                                + " does the action lead towards the goal? Answer yes, or no with a"
                                + " colon and the reason.")
                .toString();
    }
}
