package io.mingle.itests.skill;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.FrameworkUtil;

/**
 * A skill that says what it was told, word by word, with a pause after each if one is asked for in
 * milliseconds, and then its version; if a file is named as the gate, once that is there. A
 * component of {@link SkillBundle}; it fails whoever calls it after it was deactivated, as a real
 * one would.
 */
public final class EchoSkill implements Skill {

    private static volatile boolean called;

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "echo"));
    private final String version = FrameworkUtil.getBundle(EchoSkill.class).getVersion().toString();
    private volatile boolean stopped;

    /** Creates the skill; called by Declarative Services. */
    public EchoSkill() {}

    /** Ends the skill; called by Declarative Services. */
    public void deactivate() {
        stopped = true;
        worker.shutdown();
    }

    /** Tells whether this bundle's code has been called since it was installed or updated. */
    static boolean called() {
        return called;
    }

    @Override
    public SkillDescription description() {
        return new SkillDescription(
                "echo", version, "Says it again.", "{\"type\":\"object\"}", SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        called = true;
        GenerationChannel<SkillResult> channel = new GenerationChannel<>();
        if (request.arguments().get("fault") instanceof String fault) {
            Misbehaviour.valueOf(fault).show();
            return channel;
        }
        String text = (String) request.arguments().get("text");
        Number pause = (Number) request.arguments().getOrDefault("pause", 0);
        Path gate = Path.of((String) request.arguments().getOrDefault("gate", "."));
        try {
            worker.execute(() -> say(text, pause.longValue(), gate, channel));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("The skill was called after it had been stopped", e);
        }
        return channel;
    }

    private void say(String text, long pause, Path gate, GenerationChannel<SkillResult> channel) {
        for (String word : text.split(" ")) {
            if (hasEnded(channel)) {
                return;
            }
            channel.delta(word + " ");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
        while (!Files.exists(gate)) {
            if (hasEnded(channel)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        channel.delta(version);
        channel.finished(SkillResult.text(channel.text()), Usage.NONE);
    }

    private boolean hasEnded(GenerationChannel<?> channel) {
        if (stopped) {
            return channel.failed(
                    new IllegalStateException("The skill was stopped while it spoke"));
        }
        return channel.isCancelled() && channel.cancelled();
    }
}
