package io.mingle.broker.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextDelta;
import io.mingle.broker.Lease;
import java.util.concurrent.Flow;

/**
 * Passes a provider's generation on and returns the lease when it has ended, just before the
 * terminal event is passed on.
 *
 * <p>It always listens itself, so the lease comes back even if the caller never does.
 */
final class LeasedGeneration implements Flow.Subscriber<Event> {

    private final Generation source;
    private final Lease<?> lease;
    private final GenerationChannel channel;

    LeasedGeneration(Generation source, Lease<?> lease) {
        this.source = source;
        this.lease = lease;
        this.channel = new GenerationChannel(source);
    }

    /** Begins to listen, and returns what is passed on. */
    Generation begin() {
        channel.onCancel(source::cancel);
        source.subscribe(this);
        return channel;
    }

    /** The provider is being stopped and waits no longer: the caller is told to ask again. */
    void abandon() {
        // Before the source is cancelled, or its end as cancelled could be what the caller is told.
        channel.failed(
                new SkillUnavailableException(
                        lease.provider()
                                + " was stopped before this had ended: it took longer than a"
                                + " provider that is being stopped waits. Ask again; the version"
                                + " that is there by then answers."));
        source.cancel();
        lease.close();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        if (event instanceof End) {
            lease.close();
        }
        if (event instanceof TextDelta delta) {
            channel.delta(delta.text());
        } else if (event instanceof Finished finished) {
            channel.finished(
                    finished.reason(), finished.usage(), finished.warnings(), finished.stop());
        } else if (event instanceof Failed failed) {
            channel.failed(failed.error());
        } else if (event instanceof Cancelled) {
            channel.cancelled();
        } else {
            channel.publish(event);
        }
    }

    @Override
    public void onError(Throwable error) {
        lease.close();
        channel.failed(error);
    }

    /** Without effect after a terminal event; a provider that sends none is at fault. */
    @Override
    public void onComplete() {
        lease.close();
        channel.failed(
                new InternalException(
                        "The generation of "
                                + lease.provider()
                                + " completed without saying how it ended. This is a fault of that"
                                + " bundle; report it."));
    }
}
