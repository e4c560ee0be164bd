package io.mingle.http.internal;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.json.Shortened;
import java.time.Duration;
import java.util.Optional;

/** Which model is there. */
public final class Models {

    private final Broker broker;

    public Models(Broker broker) {
        this.broker = broker;
    }

    /** Returns the name of the model that serves; none if there is none now. */
    public Optional<String> name() {
        try (Lease<InstalledModel> lease = broker.lease(InstalledModel.class, Duration.ZERO)) {
            return Optional.of(lease.service().name());
        } catch (SkillUnavailableException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks that the model that a client names is the one that serves. While none is there,
     * whoever answers tells so.
     *
     * @param lenient whether any name will do
     * @return the name of the one that serves, which need not be that which was asked for
     * @throws ApiException if it is another one
     */
    public Optional<String> check(String asked, boolean lenient) {
        Optional<String> there = name();
        if (!lenient && there.isPresent() && !there.get().equals(asked)) {
            throw new ApiException(
                    ApiError.notFound(
                            "model_not_found",
                            "There is no model '%s' here; there is '%s'."
                                    .formatted(Shortened.of(asked), there.get())));
        }
        return there;
    }
}
