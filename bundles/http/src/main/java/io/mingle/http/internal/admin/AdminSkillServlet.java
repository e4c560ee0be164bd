package io.mingle.http.internal.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mingle.broker.Broker;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import io.mingle.trust.Audit;
import io.mingle.trust.Trust;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /admin/skills/{name}/{verb}}: {@code swap} replaces the bundle of a skill, by the jar
 * in the body or, without one, by its own; with {@code ?canary=PERCENT} the new version gets a
 * share of the calls. {@code promote}, {@code rollback}, {@code drain} and {@code resume} are those
 * of the {@link Swapper}.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/admin/skills/*",
            "osgi.http.whiteboard.target=" + AdminServer.TARGET
        })
public final class AdminSkillServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final transient InstalledSkills skills;
    private final transient Swapper swapper;
    private final transient SentJars jars;

    @Activate
    public AdminSkillServlet(
            @Reference AdminEntrance entrance,
            @Reference Broker broker,
            @Reference Swapper swapper,
            @Reference Trust trust,
            BundleContext context) {
        super(entrance, "POST");
        this.skills = new InstalledSkills(context, broker);
        this.swapper = swapper;
        this.jars = new SentJars(trust, context);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        String[] path = exchange.rest().split("/", -1);
        if (path.length != 2) {
            throw unknown();
        }
        String bundle = skills.bundle(path[0]);
        switch (path[1]) {
            case "swap" -> {
                asked(exchange, "swap", bundle);
                tell(exchange, swap(exchange, bundle));
            }
            case "promote" -> {
                asked(exchange, "promote the canary of", bundle);
                tell(exchange, swapper.promote(bundle));
            }
            case "rollback" -> {
                asked(exchange, "roll back", bundle);
                tell(exchange, swapper.rollback(bundle));
            }
            case "drain" -> {
                asked(exchange, "drain", bundle);
                left(exchange, bundle, swapper.drain(bundle, DRAIN));
            }
            case "resume" -> {
                asked(exchange, "resume", bundle);
                swapper.resume(bundle);
                left(exchange, bundle, 0);
            }
            default -> throw unknown();
        }
    }

    private SwapReport swap(Exchange exchange, String bundle) throws IOException {
        int percent = canary(exchange.parameter("canary"));
        if (!exchange.sent().isThere() && !exchange.sent().isOfType(SentJars.TYPE)) {
            if (percent > 0) {
                throw ApiException.invalid(
                        "canary",
                        "A canary was asked for, and no jar was sent. Send that of a new version.");
            }
            return swapper.renew(bundle);
        }
        return jars.with(
                exchange,
                bundle,
                jar -> percent > 0 ? swapper.canary(jar, percent) : swapper.swap(jar));
    }

    /** The swapper says what share there may be. */
    private static int canary(String percent) {
        if (percent == null) {
            return 0;
        }
        if (!percent.matches("[1-9][0-9]?")) {
            throw ApiException.invalid(
                    "canary", "A canary gets 1 to 99 percent of the calls, as in ?canary=10.");
        }
        return Integer.parseInt(percent);
    }

    /** Who it was, and that it was asked for at all; the swapper records what came of it. */
    private static void asked(Exchange exchange, String what, String bundle) {
        Audit.record(
                "asked to " + what,
                bundle,
                "the key '%s', %s".formatted(exchange.caller().name(), exchange.id()),
                null);
    }

    private static void tell(Exchange exchange, SwapReport report) throws IOException {
        if (report.outcome() == Outcome.REFUSED) {
            throw new ApiException(ApiError.of(409, "swap-refused", report.reason()));
        }
        exchange.send(200, AdminJson.of(report));
    }

    private static void left(Exchange exchange, String bundle, int calls) throws IOException {
        exchange.send(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("object", "drain.report")
                        .put("bundle", bundle)
                        .put("calls_left", calls));
    }

    private static ApiException unknown() {
        return new ApiException(
                ApiError.notFound(
                        "not-found",
                        "There is nothing at this address. There is"
                                + " /admin/skills/NAME/ with swap, promote, rollback, drain and"
                                + " resume."));
    }
}
