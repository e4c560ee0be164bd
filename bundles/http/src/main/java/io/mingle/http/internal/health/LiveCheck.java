package io.mingle.http.internal.health;

import io.mingle.broker.Broker;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the process goes on: a thread of it answers, and the broker lets go of its lock. */
@Component(
        service = HealthCheck.class,
        property = {
            HealthCheck.NAME + "=process",
            HealthCheck.TAGS + "=live",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=500"
        })
public final class LiveCheck implements HealthCheck {

    private final Broker broker;

    @Activate
    public LiveCheck(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public Result execute() {
        return new Result(
                Result.Status.OK, "It runs; calls under way: " + broker.calls().size() + ".");
    }
}
