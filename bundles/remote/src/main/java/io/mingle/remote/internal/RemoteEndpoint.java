package io.mingle.remote.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.remote.internal.wire.Limits;
import io.mingle.remote.internal.wire.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured endpoint. Settings that make no sense are told, and those before stay. */
@Component(
        service = {},
        configurationPid = RemoteEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RemoteSettings.class, factory = true)
public final class RemoteEndpoint {

    static final String PID = "io.mingle.remote";

    private static final Logger LOG = LoggerFactory.getLogger(PID);

    private final Remotes remotes;

    /** Takes the endpoint up, if its settings make sense. */
    @Activate
    public RemoteEndpoint(
            @Reference Remotes remotes, RemoteSettings settings, Map<String, Object> properties) {
        this.remotes = remotes;
        take(settings, properties);
    }

    @Modified
    void take(RemoteSettings settings, Map<String, Object> properties) {
        try {
            remotes.set(this, target(name(properties), settings));
        } catch (InvalidRequestException e) {
            LOG.warn("{}: not in use as it is configured. {}", name(properties), e.getMessage());
        }
    }

    @Deactivate
    void leave() {
        remotes.remove(this);
    }

    private static String name(Map<String, Object> properties) {
        String pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        return pid.substring(pid.indexOf('~') + 1);
    }

    /**
     * Reads settings.
     *
     * @throws InvalidRequestException if they make no sense
     */
    static Target target(String name, RemoteSettings settings) {
        return new Target(
                name,
                Target.base(name, settings.url()),
                Optional.of(settings.keyFile())
                        .filter(it -> !it.isBlank())
                        .map(it -> Path.of(it.strip())),
                settings.model().strip(),
                Target.offers(settings.services()),
                settings.weight(),
                settings.ranking(),
                settings.fallback(),
                Target.sizes(name, settings.pictureSizes()),
                new Limits(
                        Duration.ofSeconds(settings.connectSeconds()),
                        Duration.ofSeconds(settings.silenceSeconds()),
                        Duration.ofSeconds(settings.answerSeconds()),
                        settings.largestAnswer()),
                Duration.ofSeconds(settings.patienceSeconds()),
                Duration.ofSeconds(settings.healthSeconds()));
    }
}
