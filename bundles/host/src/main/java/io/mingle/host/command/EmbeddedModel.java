package io.mingle.host.command;

import io.mingle.api.model.ModelSource;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.nio.file.Path;

/** The model that the jar brings. */
final class EmbeddedModel {

    private EmbeddedModel() {}

    static Path directory(Session session, Mingle mingle) {
        try (Lease<ModelSource> lease =
                session.patiently("loading the model", () -> mingle.lease(ModelSource.class))) {
            return lease.service().directory();
        }
    }
}
