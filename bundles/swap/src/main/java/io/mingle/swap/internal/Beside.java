package io.mingle.swap.internal;

import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Replaces a bundle by a version beside it, so that callers notice nothing. */
final class Beside {

    private final Bundles bundles;
    private final Newcomers newcomers;
    private final Trial trial;
    private final Traffic traffic;
    private final FormerVersions formers;

    Beside(
            Bundles bundles,
            Newcomers newcomers,
            Trial trial,
            Traffic traffic,
            FormerVersions formers) {
        this.bundles = bundles;
        this.newcomers = newcomers;
        this.trial = trial;
        this.traffic = traffic;
        this.formers = formers;
    }

    boolean isPossible(Bundle old, Jar code) {
        return !old.getVersion().equals(code.version()) && !bundles.othersAreWiredTo(old);
    }

    SwapReport replace(Bundle old, Jar code, boolean restricted) throws BundleException {
        return move(old, newcomers.install(code, restricted));
    }

    /** Goes back to a version that was stopped. */
    SwapReport goBack(Bundle now, Bundle before) {
        return move(now, newcomers.asItIs(before));
    }

    private SwapReport move(Bundle old, Newcomer young) {
        return tried(old, young, Outcome.SWAPPED, () -> handOver(old, young.bundle()));
    }

    SwapReport send(Bundle old, Jar code, boolean restricted, int percent) throws BundleException {
        Canary canary = new Canary(old, newcomers.install(code, restricted), percent);
        return tried(old, canary.young(), Outcome.CANARY, () -> traffic.send(canary));
    }

    SwapReport promote(Canary canary) {
        Attempt attempt = Attempt.beside(canary.old(), canary.young().bundle());
        handOver(canary.old(), canary.young().bundle());
        return attempt.ended(Outcome.SWAPPED, "");
    }

    SwapReport takeBack(Canary canary) {
        Attempt attempt = Attempt.beside(canary.young().bundle(), canary.old());
        try {
            traffic.leadTo(canary.old());
        } finally {
            undo(canary.young());
        }
        return attempt.ended(Outcome.SWAPPED, "");
    }

    /** Tries {@code young}, which gets no calls yet, and goes on with it if it holds. */
    private SwapReport tried(Bundle old, Newcomer young, Outcome outcome, Runnable goOn) {
        Attempt attempt = Attempt.beside(old, young.bundle());
        boolean goesOn = false;
        try {
            traffic.leadTo(old);
            String problem = trial.of(young.bundle(), Services.of(old));
            if (problem != null) {
                return attempt.refused(problem, Attempt.whatServes(old));
            }
            goOn.run();
            goesOn = true;
            return attempt.ended(outcome, "");
        } finally {
            if (!goesOn) {
                undo(young);
            }
        }
    }

    private void undo(Newcomer young) {
        String name = young.bundle().getSymbolicName();
        try {
            young.undo().run();
        } finally {
            traffic.settle(name);
        }
    }

    /** New calls go to {@code young}; those under way on {@code old} end before it stops. */
    private void handOver(Bundle old, Bundle young) {
        try {
            traffic.leadTo(young);
            if (bundles.stop(old)) {
                formers.put(FormerVersions.Former.stopped(old), young);
            } else {
                bundles.remove(old);
            }
        } finally {
            traffic.settle(young.getSymbolicName());
        }
    }
}
