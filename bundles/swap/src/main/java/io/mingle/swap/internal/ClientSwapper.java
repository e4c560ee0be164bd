package io.mingle.swap.internal;

import io.mingle.swap.SwapReport;
import io.mingle.swap.Swapper;
import io.mingle.trust.Audit;
import io.mingle.trust.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The swapper as one bundle has it, which makes known who replaces something. */
@Component(scope = ServiceScope.BUNDLE)
public final class ClientSwapper implements Swapper {

    private final SafeSwapper swapper;
    private final Trust trust;
    private final Bundle client;
    private final String who;

    @Activate
    public ClientSwapper(
            @Reference SafeSwapper swapper, @Reference Trust trust, ComponentContext context) {
        this.swapper = swapper;
        this.trust = trust;
        this.client = context.getUsingBundle();
        this.who = Audit.who(client);
    }

    @Override
    public SwapReport swap(Path jar) {
        check();
        return swapper.swap(jar, who);
    }

    @Override
    public SwapReport renew(String bundle) {
        check();
        return swapper.renew(bundle, who);
    }

    @Override
    public SwapReport canary(Path jar, int percent) {
        check();
        return swapper.canary(jar, percent, who);
    }

    @Override
    public SwapReport promote(String bundle) {
        check();
        return swapper.promote(bundle, who);
    }

    @Override
    public SwapReport rollback(String bundle) {
        check();
        return swapper.rollback(bundle, who);
    }

    @Override
    public int drain(String bundle, Duration limit) {
        check();
        return swapper.drain(bundle, limit, who);
    }

    @Override
    public void resume(String bundle) {
        check();
        swapper.resume(bundle, who);
    }

    @Override
    public List<SwapReport> history() {
        return swapper.history();
    }

    @Override
    public Map<SwapReport.Outcome, Long> counts() {
        return swapper.counts();
    }

    /** The service is hidden from who is restricted; it may have been handed on all the same. */
    private void check() {
        if (trust.restricts(client.getBundleId())) {
            throw trust.refusal(client.getBundleId(), "to replace bundles");
        }
    }
}
