package io.mingle.http.internal;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.http.internal.access.Caller;
import io.mingle.http.internal.access.Keys;
import io.mingle.http.internal.access.Origins;
import io.mingle.http.internal.figures.Figures;
import io.mingle.http.internal.figures.Meters;
import io.mingle.http.internal.remote.Remote;
import io.mingle.http.internal.trace.RequestTrace;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.event.Level;

/** Lets requests in, no more at a time than are configured, and none once it is being stopped. */
@Component(service = Admission.class, configurationPid = "io.mingle.http")
@Designate(ocd = HttpSettings.class)
public final class Admission implements Entrance {

    /** As long as the broker waits for calls of what is being stopped. */
    private static final long DRAIN_MILLIS = 30_000;

    /** Names the file of keys; without one the server is open to this machine. */
    static final String KEYS = "io.mingle.http.keys";

    /** Forgives as the setting does, whatever that says. */
    static final String LENIENT = "io.mingle.http.lenient";

    /** Hosts that media may be fetched from, with commas; beside those of the setting. */
    static final String HOSTS = "io.mingle.http.hosts";

    private final Keys keys;
    private final boolean lenient;
    private final boolean keyed;
    private final List<String> hosts;
    private final Load load;
    private final OpenTelemetry telemetry;
    private final BodyBudget bodies = new BodyBudget();
    private final Loops loops;
    private volatile Now now;
    private int inside;
    private boolean closed;

    @Activate
    public Admission(HttpSettings settings, @Reference Figures figures, BundleContext context) {
        this(
                settings,
                context.getProperty(KEYS),
                Boolean.parseBoolean(context.getProperty(LENIENT)),
                entries(context.getProperty(HOSTS)),
                figures.meters(),
                GlobalOpenTelemetry.get(),
                context.getProperty(Constants.FRAMEWORK_UUID));
    }

    Admission(HttpSettings settings, String keyFile, boolean lenient) {
        this(
                settings,
                keyFile,
                lenient,
                List.of(),
                Meters.unread(),
                OpenTelemetry.noop(),
                UUID.randomUUID().toString());
    }

    Admission(
            HttpSettings settings,
            String keyFile,
            boolean lenient,
            List<String> hosts,
            Meters meters,
            OpenTelemetry telemetry,
            String id) {
        this.telemetry = telemetry;
        this.loops = new Loops(id);
        this.load = new Load(meters);
        this.hosts = hosts;
        this.now = now(settings);
        this.lenient = lenient;
        this.keyed = keyFile != null;
        this.keys = keyed ? Keys.ofClients(Path.of(keyFile)) : Keys.NONE;
    }

    /**
     * What holds now.
     *
     * @param remote the hosts that the settings and the start allow
     */
    private record Now(HttpSettings settings, Remote remote) {}

    private Now now(HttpSettings settings) {
        return new Now(
                settings,
                Remote.of(
                        Stream.concat(hosts.stream(), Stream.of(settings.allowedHosts()))
                                .toList()));
    }

    private static List<String> entries(String property) {
        return property == null ? List.of() : List.of(property.split(","));
    }

    @Modified
    void modified(HttpSettings changed) {
        now = now(changed);
    }

    @Override
    public Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
        return exchange(request, response, Exchange.route(request));
    }

    /**
     * Begins an exchange.
     *
     * @param route that the log, the figures and spans have for it; nothing that clients choose
     */
    public Exchange exchange(
            HttpServletRequest request, HttpServletResponse response, String route) {
        String method = Meters.method(request.getMethod());
        return exchange(
                request, response, route, RequestTrace.begin(telemetry, request, method, route));
    }

    /** Begins an exchange that is not traced. */
    Exchange untraced(HttpServletRequest request, HttpServletResponse response) {
        return exchange(request, response, Exchange.route(request), RequestTrace.NONE);
    }

    private Exchange exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            String route,
            RequestTrace trace) {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        String id = "req_" + HexFormat.of().formatHex(random);
        Now current = now;
        HttpSettings settings = current.settings();
        return new Exchange(
                id,
                route,
                request,
                response,
                settings,
                lenient || settings.lenient(),
                load,
                bodies.share(settings.bodiesTogether()),
                current.remote(),
                trace);
    }

    @Override
    public Caller enter(HttpServletRequest request) {
        return enter(request, request.getHeader("Authorization"));
    }

    /**
     * Lets a request in whose key may stand elsewhere than usual.
     *
     * @param authorization as the header has it; null without a key
     */
    public Caller enter(HttpServletRequest request, String authorization) {
        checkOrigin(request);
        Caller caller = keys.enter(authorization);
        try {
            loops.check(request);
            take();
        } catch (RuntimeException e) {
            caller.close();
            throw e;
        }
        return caller.then(this::leave);
    }

    @Override
    public void ended(Served served) {
        load.meters().served(served);
        AccessLog.write(served, Level.INFO);
    }

    /** Lets in who only looks on, which costs a key nothing and takes nobody's place. */
    public Entrance onlookers() {
        return new SideEntrance(
                this,
                request -> {
                    checkOrigin(request);
                    return keys.look(request.getHeader("Authorization"));
                });
    }

    /** Lets everybody in, to parts that tell nothing but whether all is well. */
    public Entrance strangers() {
        return new SideEntrance(this, request -> Caller.ANYBODY);
    }

    private void checkOrigin(HttpServletRequest request) {
        Origins.check(
                request.getRemoteAddr(),
                request.getHeader("Host"),
                request.getHeader("Origin"),
                keyed);
    }

    private synchronized void take() {
        if (closed) {
            throw new SkillUnavailableException(
                    "The server is being stopped. Try again when it is back.");
        }
        if (inside >= now.settings().requestsAtATime()) {
            throw new ApiException(
                    ApiError.of(
                            429,
                            "too-many-requests",
                            "%s requests are being answered, which is the most at a time. Try again a little later."
                                    .formatted(inside)));
        }
        inside++;
        load.meters().entered();
    }

    private synchronized void leave() {
        inside--;
        load.meters().left();
        notifyAll();
    }

    /** Waits until those who are inside have their answers. */
    @Deactivate
    synchronized void close() throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + DRAIN_MILLIS * 1_000_000;
        for (long left = DRAIN_MILLIS; inside > 0 && left > 0; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }
}
