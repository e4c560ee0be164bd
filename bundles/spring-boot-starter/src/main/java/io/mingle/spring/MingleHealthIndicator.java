package io.mingle.spring;

import io.mingle.api.error.MingleException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Mingle is up where its model can be asked. */
final class MingleHealthIndicator implements HealthIndicator {

    /** Longer than the model is away while its bundle is replaced. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Mingle mingle;

    MingleHealthIndicator(Mingle mingle) {
        this.mingle = mingle;
    }

    @Override
    public Health health() {
        try (Lease<InstalledModel> model = mingle.broker().lease(InstalledModel.class, PATIENCE)) {
            return Health.up().withDetail("model", model.service().name()).build();
        } catch (MingleException e) {
            return Health.down()
                    .withDetail("code", e.code())
                    .withDetail("message", e.getMessage())
                    .build();
        }
    }
}
