package io.mingle.http.internal;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.http.internal.access.Caller;
import io.mingle.http.internal.access.Keys;
import io.mingle.http.internal.access.Origins;
import io.mingle.http.internal.figures.Figures;
import io.mingle.http.internal.figures.Meters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;
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

    private final Keys keys;
    private final boolean lenient;
    private final boolean keyed;
    private final Load load;
    private final BodyBudget bodies = new BodyBudget();
    private volatile HttpSettings settings;
    private int inside;
    private boolean closed;

    @Activate
    public Admission(HttpSettings settings, @Reference Figures figures, BundleContext context) {
        this(
                settings,
                context.getProperty(KEYS),
                Boolean.parseBoolean(context.getProperty(LENIENT)),
                figures.meters());
    }

    Admission(HttpSettings settings, String keyFile, boolean lenient) {
        this(settings, keyFile, lenient, Meters.unread());
    }

    private Admission(HttpSettings settings, String keyFile, boolean lenient, Meters meters) {
        this.load = new Load(meters);
        this.settings = settings;
        this.lenient = lenient;
        this.keyed = keyFile != null;
        this.keys = keyed ? Keys.ofClients(Path.of(keyFile)) : Keys.NONE;
    }

    @Modified
    void modified(HttpSettings changed) {
        settings = changed;
    }

    @Override
    public Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        String id = "req_" + HexFormat.of().formatHex(random);
        HttpSettings now = settings;
        return new Exchange(
                id,
                request,
                response,
                now,
                lenient || now.lenient(),
                load,
                bodies.share(now.bodiesTogether()));
    }

    @Override
    public Caller enter(HttpServletRequest request) {
        checkOrigin(request);
        Caller caller = keys.enter(request.getHeader("Authorization"));
        try {
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
        if (inside >= settings.requestsAtATime()) {
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
