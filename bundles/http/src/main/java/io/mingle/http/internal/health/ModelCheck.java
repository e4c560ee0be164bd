package io.mingle.http.internal.health;

import io.mingle.broker.Broker;
import io.mingle.http.internal.Models;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether a model serves, without which nothing can be answered. */
@Component(
        service = HealthCheck.class,
        property = {
            HealthCheck.NAME + "=model",
            HealthCheck.TAGS + "=ready",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=500"
        })
public final class ModelCheck implements HealthCheck {

    private final Models models;

    @Activate
    public ModelCheck(@Reference Broker broker) {
        this.models = new Models(broker);
    }

    @Override
    public Result execute() {
        return models.name()
                .map(it -> new Result(Result.Status.OK, "The model " + it + " serves."))
                .orElseGet(
                        () ->
                                new Result(
                                        Result.Status.TEMPORARILY_UNAVAILABLE,
                                        "No model serves now."));
    }
}
