package io.mingle.gui.internal;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Progress;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.StepScores;
import io.mingle.api.gui.device.Screen;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Reading;
import io.mingle.gui.action.Remarks;
import io.mingle.gui.episode.Corpus;
import io.mingle.gui.episode.EpisodeStep;
import io.mingle.gui.episode.Episodes;
import io.mingle.gui.episode.StepMetric;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks for the next action in recorded episodes, and compares. Used by one thread. */
final class EpisodeComparison {

    private static final ActionForm FORM = ActionForm.CALLS;

    private final Episodes episodes;
    private final StepMetric metric;
    private final Policy policy;
    private final boolean instructed;
    private final List<String> history = new ArrayList<>();
    private String episode;
    private int steps;
    private int readable;
    private int kinds;
    private double exact;
    private int begun;
    private int whole;
    private double progress;
    private int length;
    private int prefix;
    private boolean right;

    /**
     * Begins.
     *
     * @param instructed whether each step is asked with its own instruction
     */
    EpisodeComparison(Episodes episodes, StepMetric metric, Policy policy, boolean instructed) {
        this.episodes = episodes;
        this.metric = metric;
        this.policy = policy;
        this.instructed = instructed;
    }

    StepScores scores(int most, GenerationChannel<?> channel) {
        while (steps < most) {
            channel.throwIfCancelled();
            channel.publish(new Progress("comparing steps", steps, most));
            Optional<EpisodeStep> step = episodes.next();
            if (step.isEmpty()) {
                break;
            }
            compare(step.get());
            steps++;
        }
        close();
        return new StepScores(
                episodes.corpus().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                metric.label(),
                steps,
                episodes.skipped(),
                readable,
                kinds,
                exact,
                begun,
                whole,
                begun == 0 ? 0 : progress / begun);
    }

    private void compare(EpisodeStep step) {
        if (!step.episode().equals(episode)) {
            close();
            episode = step.episode();
            begun++;
            right = true;
            history.clear();
        }
        StepMetric.Match match = metric.match(asked(step), step);
        readable += match.readable() ? 1 : 0;
        kinds += match.kind() ? 1 : 0;
        exact += match.exact();
        right &= match.exact() > 0;
        length++;
        prefix += right ? 1 : 0;
        history.add(FORM.write(step.action(), step.width(), step.height()));
    }

    private void close() {
        if (length > 0) {
            whole += right ? 1 : 0;
            progress += (double) prefix / length;
        }
        length = 0;
        prefix = 0;
    }

    private Optional<Action> asked(EpisodeStep step) {
        Screen screen =
                new Screen(
                        step.screenshot().read(),
                        step.width(),
                        step.height(),
                        "",
                        step.tree().elements());
        List<String> texts = screen.elements().stream().map(ScreenElement::text).toList();
        List<String> remarks = new ArrayList<>(Remarks.on(texts, false));
        if (instructed && !step.instruction().isEmpty()) {
            remarks.add("Now: " + step.instruction());
        }
        String prompt =
                policy.style()
                        .text(step.goal(), history, "", remarks, FORM, kindsOf(episodes.corpus()));
        String reply = policy.reply(Conversation.of(prompt, Screenshots.shown(screen)));
        return FORM.reader().read(reply, step.width(), step.height()) instanceof Reading.Read read
                ? Optional.of(read.action())
                : Optional.empty();
    }

    private static Set<ActionKind> kindsOf(Corpus corpus) {
        return corpus == Corpus.GUICOURSE
                ? EnumSet.allOf(ActionKind.class)
                : EnumSet.complementOf(EnumSet.of(ActionKind.HOVER, ActionKind.SELECT));
    }
}
