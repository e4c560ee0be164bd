package io.mingle.http.internal.agents;

import io.mingle.api.content.Picture;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.ApprovalAsked;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.Observed;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.Recording;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.gui.Thought;
import io.mingle.api.gui.device.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Taps once, when somebody has agreed; the goal "Free" asks nobody. */
final class FakeAgent implements GuiAgent {

    final List<ActOptions> options = new CopyOnWriteArrayList<>();

    final List<Recording> resumed = new CopyOnWriteArrayList<>();

    /** What it sees. */
    volatile byte[] picture = {
        (byte) 0x89,
        'P',
        'N',
        'G',
        13,
        10,
        26,
        10,
        0,
        0,
        0,
        13,
        'I',
        'H',
        'D',
        'R',
        0,
        0,
        0,
        9,
        0,
        0,
        0,
        16,
        1,
        0,
        0,
        0,
        0
    };

    @Override
    public Generation<AgentRun> act(String goal, ActOptions given) {
        options.add(given);
        return GenerationChannel.produce(
                "agent",
                channel -> {
                    Screen screen =
                            new Screen(new Picture("a.png", picture), 9, 16, "Shop", List.of());
                    Action tap = new Action.Tap(new Point(0.5, 0.25));
                    channel.publish(new Observed(1, screen));
                    channel.publish(new Thought(1, "There.", "", Optional.of(tap)));
                    boolean agreed = goal.equals("Free");
                    if (!agreed) {
                        CompletableFuture<Boolean> answer = new CompletableFuture<>();
                        channel.onCancel(() -> answer.complete(false));
                        channel.publish(new ApprovalAsked(1, tap, "It may spend money.", answer));
                        agreed = answer.get();
                        channel.throwIfCancelled();
                    }
                    AgentStep step =
                            new AgentStep(
                                    1,
                                    screen,
                                    "There.",
                                    "",
                                    "click()",
                                    Optional.of(tap),
                                    agreed ? AgentStep.Outcome.DONE : AgentStep.Outcome.REFUSED,
                                    "",
                                    Duration.ZERO,
                                    Duration.ZERO);
                    channel.publish(new Acted(step));
                    return new AgentRun(
                            goal,
                            given.device(),
                            agreed ? RunEnd.SUCCESS : RunEnd.REFUSED,
                            "So it is.",
                            Optional.empty(),
                            false,
                            List.of(step));
                });
    }

    @Override
    public Generation<AgentRun> replay(Recording recording, ActOptions given) {
        return act(recording.goal(), given);
    }

    @Override
    public Generation<AgentRun> resume(Recording recording, ActOptions given) {
        resumed.add(recording);
        return act(recording.goal(), given);
    }
}
