package io.mingle.trust.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.Audit;
import io.mingle.trust.JarIdentity;
import io.mingle.trust.Trust;
import io.mingle.trust.TrustDecision;
import io.mingle.trust.TrustRules;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Judges by rules, and has the framework's hooks hold back whom no rule trusts. */
@Component(configurationPid = "io.mingle.trust", immediate = true)
@Designate(ocd = TrustConfiguration.class)
public final class GuardedTrust implements Trust {

    /** The framework property with the rules that the host was started with. */
    private static final String PROPERTY = "mingle.trust";

    private static final String PACKAGE = PackageNamespace.PACKAGE_NAMESPACE;

    private final BundleContext context;
    private final RestrictedBundles restricted;
    private final WireHook wires;
    private final List<ServiceRegistration<?>> hooks;

    /** Empty if there are none: then everybody is let in, and nobody trusted. */
    private volatile Optional<TrustRules> rules;

    @Activate
    public GuardedTrust(BundleContext context, TrustConfiguration configuration) {
        this.context = context;
        configure(configuration);
        this.restricted = new RestrictedBundles(context);
        this.wires = new WireHook(restricted, context);
        ServiceHooks services = new ServiceHooks(restricted);
        BundleHooks bundles = new BundleHooks(restricted);
        this.hooks =
                List.of(
                        context.registerService(
                                new String[] {
                                    org.osgi.framework.hooks.service.FindHook.class.getName(),
                                    org.osgi.framework.hooks.service.EventListenerHook.class
                                            .getName()
                                },
                                services,
                                null),
                        context.registerService(
                                new String[] {
                                    org.osgi.framework.hooks.bundle.FindHook.class.getName(),
                                    org.osgi.framework.hooks.bundle.EventHook.class.getName()
                                },
                                bundles,
                                null),
                        context.registerService(
                                ResolverHookFactory.class, triggers -> wires, null));
    }

    /** Takes on changed rules for what is judged from now on. */
    @Modified
    void configure(TrustConfiguration configuration) {
        String property = context.getProperty(PROPERTY);
        if (configuration.rules().length > 0) {
            rules =
                    Optional.of(
                            TrustRules.parse(List.of(configuration.rules()), "io.mingle.trust"));
        } else {
            rules =
                    Optional.ofNullable(property)
                            .map(it -> TrustRules.parse(it.lines().toList(), PROPERTY));
        }
    }

    @Deactivate
    void close() {
        hooks.forEach(ServiceRegistration::unregister);
    }

    @Override
    public TrustDecision judge(JarIdentity jar) {
        Optional<TrustRules> now = rules;
        if (now.isEmpty()) {
            return new TrustDecision(true, false, "");
        }
        boolean trusted = now.get().trust(jar);
        return new TrustDecision(
                trusted,
                trusted,
                trusted
                        ? ""
                        : "%s is not trusted: no rule matches its name, its signers or sha256:%s. Add a rule if it should be."
                                .formatted(jar.name(), jar.sha256()));
    }

    @Override
    public void restrict(Bundle bundle) {
        restricted.restrict(bundle);
    }

    @Override
    public void release(Bundle bundle) {
        restricted.release(bundle);
    }

    @Override
    public boolean restricts(long bundle) {
        return restricted.contains(bundle);
    }

    @Override
    public boolean withholds(long bundle, String service) {
        return restricted.contains(bundle) && !RestrictionPolicy.isUsed(service);
    }

    @Override
    public List<String> withheldPackages(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || !restricted.contains(bundle)) {
            return List.of();
        }
        List<BundleCapability> withheld =
                Arrays.stream(context.getBundles())
                        .map(it -> it.adapt(BundleRevision.class))
                        .filter(Objects::nonNull)
                        .flatMap(it -> it.getDeclaredCapabilities(PACKAGE).stream())
                        .filter(wires::isWithheld)
                        .toList();
        return revision.getDeclaredRequirements(PACKAGE).stream()
                .filter(GuardedTrust::isMandatory)
                .flatMap(need -> withheld.stream().filter(need::matches))
                .map(it -> String.valueOf(it.getAttributes().get(PACKAGE)))
                .distinct()
                .toList();
    }

    private static boolean isMandatory(BundleRequirement need) {
        String resolution = need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        return resolution == null || resolution.equals(Namespace.RESOLUTION_MANDATORY);
    }

    @Override
    public InvalidRequestException refusal(long bundle, String what) {
        Bundle who = context.getBundle(bundle);
        String name = who == null ? "a bundle that is gone" : RestrictedBundles.name(who);
        Audit.record("refused", what, name, null);
        return new InvalidRequestException(
                "%s is not trusted and was refused %s. Trust its jar with --trust if it should be allowed."
                        .formatted(name, what));
    }
}
