package io.mingle.http.internal.admin;

import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Entrance;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Served;
import io.mingle.http.internal.access.Caller;
import io.mingle.http.internal.access.Keys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets those in who have an admin key; without a file of keys, nobody. */
@Component(service = AdminEntrance.class)
public final class AdminEntrance implements Entrance {

    /** Names the file of keys. */
    static final String KEYS = "mingle.http.admin.keys";

    private final Admission main;
    private final Optional<Keys> keys;

    @Activate
    public AdminEntrance(@Reference Admission main, BundleContext context) {
        this(main, context.getProperty(KEYS));
    }

    /**
     * Makes one.
     *
     * @param keyFile null for nobody to be let in
     */
    public AdminEntrance(Admission main, String keyFile) {
        this.main = main;
        this.keys = Optional.ofNullable(keyFile).map(it -> Keys.ofAdmins(Path.of(it)));
    }

    @Override
    public Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
        return main.exchange(request, response);
    }

    /**
     * Begins one that is refused at the gate: whatever its path is, which a client chooses, the log
     * and the figures have one route for all.
     */
    Exchange refusal(HttpServletRequest request, HttpServletResponse response) {
        return main.exchange(request, response, "/*");
    }

    @Override
    public Caller enter(HttpServletRequest request) {
        return keys.orElseThrow(AdminEntrance::closed).enter(request.getHeader("Authorization"));
    }

    @Override
    public void ended(Served served) {
        main.ended(served);
    }

    private static ApiException closed() {
        return new ApiException(
                ApiError.of(
                        403,
                        "admin-closed",
                        "There are no admin keys. Make one with 'mingle key NAME --admin', and"
                                + " serve with --keys."));
    }
}
