package io.mingle.swap.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Why components have not started: one waits for a service that is not there, or several wait for
 * each other.
 *
 * @param links the one, or each that waits for the next, and the last for the first
 * @param circular whether it is a circle, which may be of one
 */
record Wait(List<Link> links, boolean circular) {

    /** Finds what waits now: circles first, each once. */
    static List<Wait> all(ServiceComponentRuntime runtime) {
        List<Link> links = Link.all(runtime);
        List<Wait> circles = new ArrayList<>();
        Set<Link> inCircles = new HashSet<>();
        for (Link link : links) {
            Deque<Link> path = new ArrayDeque<>();
            if (!inCircles.contains(link) && comesBack(link, link, links, path, new HashSet<>())) {
                circles.add(new Wait(List.copyOf(path), true));
                inCircles.addAll(path);
            }
        }
        List<Wait> waits = new ArrayList<>(circles);
        links.stream()
                .filter(link -> !inCircles.contains(link))
                .forEach(link -> waits.add(new Wait(List.of(link), false)));
        return waits;
    }

    /** Follows what {@code from} waits for; if that leads to the beginning, the way stays noted. */
    private static boolean comesBack(
            Link from, Link beginning, List<Link> links, Deque<Link> path, Set<Link> seen) {
        path.addLast(from);
        for (Link next : links) {
            if (from.isWaitingFor(next)
                    && (next.equals(beginning)
                            || seen.add(next) && comesBack(next, beginning, links, path, seen))) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }

    boolean involves(Bundle bundle) {
        return links.stream().anyMatch(link -> link.isOf(bundle));
    }

    /** Says it in a sentence for people. */
    @Override
    public String toString() {
        String all = links.stream().map(Link::toString).collect(Collectors.joining(", "));
        return Character.toUpperCase(all.charAt(0))
                + all.substring(1)
                + (circular
                        ? ": a circle, in which none can start first. Make one of these references"
                                + " optional and dynamic."
                        : ", which is not there.");
    }
}
