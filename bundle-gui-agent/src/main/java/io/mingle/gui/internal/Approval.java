package io.mingle.gui.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ApprovalAsked;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a person, through whoever listens to the run. */
final class Approval {

    private final GenerationChannel<?> channel;
    private final Duration limit;
    private volatile CompletableFuture<Boolean> open = new CompletableFuture<>();

    Approval(GenerationChannel<?> channel, Duration limit) {
        this.channel = channel;
        this.limit = limit;
        channel.onCancel(() -> open.complete(false));
    }

    /** Returns why an action may not be done; empty if it may. */
    Optional<String> refusal(int step, Action action, String reason) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        // It runs while whoever is asked is told, too, who may answer before that returns.
        answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        open = answer;
        channel.throwIfCancelled();
        channel.publish(new ApprovalAsked(step, action, reason, answer));
        try {
            boolean agreed = answer.get();
            channel.throwIfCancelled();
            return agreed
                    ? Optional.empty()
                    : Optional.of("A person was asked and refused it. " + reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The run was interrupted while a person was asked.");
        } catch (ExecutionException e) {
            return Optional.of(
                    e.getCause() instanceof TimeoutException
                            ? "Nobody agreed to it within %s s. %s Answer in time, or ask about less."
                                    .formatted(limit.toSeconds(), reason)
                            : "The question was closed without an answer. " + reason);
        }
    }
}
