package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.Trust;
import io.mingle.trust.TrustDecision;
import org.osgi.framework.Bundle;

/** Which jars are let in, and which bundles may be replaced by them. */
final class Admission {

    private static final String FRAGMENT =
            "%s is a fragment, which would become a part of another bundle. Put what it brings into"
                    + " a bundle of its own.";
    private static final String NOT_OF_THE_FOLDER =
            "%s is a bundle of the host's own, and this jar is not trusted to replace it. Use"
                    + " mingle:swap, trust the jar with --trust, or give the bundle another name.";

    private final Trust trust;
    private final Bundles bundles;
    private final Traffic traffic;

    Admission(Trust trust, Bundles bundles, Traffic traffic) {
        this.trust = trust;
        this.bundles = bundles;
        this.traffic = traffic;
    }

    /**
     * Tells whether a jar from outside is restricted when it comes in.
     *
     * @throws InvalidRequestException if it may not
     */
    boolean restricts(Jar code) {
        TrustDecision decision = trust.judge(code.identity());
        if (!decision.admitted()) {
            throw new InvalidRequestException(decision.reason());
        }
        if (code.isFragment()) {
            throw new InvalidRequestException(FRAGMENT.formatted(code.name()));
        }
        if (!decision.trusted() && bundles.isOneTrusted(code.name())) {
            throw new InvalidRequestException(NOT_OF_THE_FOLDER.formatted(code.name()));
        }
        return !decision.trusted();
    }

    /**
     * Finds the bundle that a jar replaces.
     *
     * @throws InvalidRequestException if there is none, or it may not be replaced, or not now
     */
    Bundle replaceable(Jar code) {
        String name = code.name();
        Bundle bundle = bundles.serving(name);
        String why = bundle.getHeaders("").get(Bundles.FIXED);
        if (why != null) {
            throw new InvalidRequestException(
                    "%s cannot be replaced while the host runs: %s".formatted(name, why));
        }
        if (!bundle.getVersion().equals(code.version())) {
            bundles.ownerOf(bundle)
                    .ifPresent(
                            who -> {
                                throw new InvalidRequestException(
                                        "%s %s belongs to %s, which would bring that version back at its next change. Swap in a jar that has the same version, which is updated in place and stays, or install the feature that has version %s."
                                                .formatted(
                                                        name,
                                                        bundle.getVersion(),
                                                        who,
                                                        code.version()));
                            });
        }
        Canary canary = traffic.canary(name);
        if (canary != null && !Bundles.isGone(canary.young().bundle())) {
            throw new InvalidRequestException(
                    "%s has a canary. Promote it or roll it back first.".formatted(name));
        }
        return bundle;
    }
}
