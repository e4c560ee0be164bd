package io.mingle.http.internal.speech;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.Voice;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;

/** Who speaks, for those who may ask for it. */
public final class Speakers {

    private static final String SKILL = "speak";

    private final Broker broker;
    private final ToIntFunction<String> bundles;
    private volatile String provider = "";

    /**
     * @param bundles tells the state of the bundle with a symbolic name
     */
    public Speakers(Broker broker, ToIntFunction<String> bundles) {
        this.broker = broker;
        this.bundles = bundles;
    }

    /**
     * Checks whether the caller may ask for speech, and whether the model in use speaks.
     *
     * @return its voices
     * @throws ApiException if not
     */
    public List<Voice> admit(Exchange exchange) {
        if (!exchange.caller().mayCall(SKILL)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call " + SKILL + "."));
        }
        if (!isThere()) {
            throw absent(
                    "No bundle that is installed speaks. Install io.mingle.audio. GET /v1/skills"
                            + " lists what can be done.");
        }
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        try (Lease<SpeechSynthesis> lease = broker.lease(SpeechSynthesis.class, patience)) {
            return voices(lease.service());
        }
    }

    private static List<Voice> voices(SpeechSynthesis synthesis) {
        try {
            return synthesis.voices();
        } catch (SkillUnavailableException e) {
            throw absent(e.getMessage());
        }
    }

    private static ApiException absent(String message) {
        return new ApiException(ApiError.of(501, "not-implemented", message));
    }

    /** One that has gone, and whose bundle is still there, is being replaced: it is waited for. */
    private boolean isThere() {
        broker.providers().stream()
                .filter(it -> it.service().equals(SpeechSynthesis.class.getName()))
                .findFirst()
                .ifPresent(it -> provider = it.bundle());
        return !provider.isEmpty() && bundles.applyAsInt(provider) != Bundle.UNINSTALLED;
    }
}
