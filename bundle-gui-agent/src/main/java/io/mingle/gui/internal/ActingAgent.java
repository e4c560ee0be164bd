package io.mingle.gui.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.Recording;
import io.mingle.broker.Broker;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Acts on devices, a thread for each run. */
@Component
public final class ActingAgent implements GuiAgent {

    /** The longest goal, in characters. */
    static final int MOST_CHARACTERS = 2000;

    private final Broker broker;
    private final Devices devices;

    @Activate
    public ActingAgent(@Reference Broker broker) {
        this.broker = broker;
        devices = new Devices(broker);
    }

    @Override
    public Generation<AgentRun> act(String goal, ActOptions options) {
        return begin(goal, options, History.NONE, channel -> new ModelPolicy(broker, channel));
    }

    @Override
    public Generation<AgentRun> replay(Recording recording, ActOptions options) {
        if (recording == null) {
            throw new InvalidRequestException("A run was to be replayed without its recording.");
        }
        return begin(
                recording.goal(),
                options,
                History.NONE,
                channel -> new RecordedPolicy(recording.replies()));
    }

    @Override
    public Generation<AgentRun> resume(Recording recording, ActOptions options) {
        if (recording == null || options == null) {
            throw new InvalidRequestException(
                    "A run was to be gone on with without its recording or without options.");
        }
        return begin(
                recording.goal(),
                options,
                History.of(recording, options.maxSteps()),
                channel -> new ModelPolicy(broker, channel));
    }

    private Generation<AgentRun> begin(
            String goal,
            ActOptions options,
            History history,
            Function<GenerationChannel<AgentRun>, Policy> policy) {
        boolean words = goal != null && goal.codePoints().anyMatch(Character::isLetterOrDigit);
        if (!words || options == null) {
            throw new InvalidRequestException(
                    "The agent was called without a goal or without options. Say in words what is"
                            + " to be reached, for example \"Turn on Airplane mode\".");
        }
        if (goal.length() > MOST_CHARACTERS) {
            throw new InvalidRequestException(
                    "The goal has %s characters; at most %s are accepted. Say it shorter."
                            .formatted(goal.length(), MOST_CHARACTERS));
        }
        // On the caller's thread: where this bundle is being stopped, the broker asks the next one.
        Devices.Taken device = devices.open(options.device());
        return GenerationChannel.produce(
                "act",
                channel -> {
                    try (Devices.Taken taken = device) {
                        return new AgentLoop(
                                        goal.strip(),
                                        taken.device(),
                                        policy.apply(channel),
                                        options,
                                        channel)
                                .run(history);
                    }
                });
    }
}
