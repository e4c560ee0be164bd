package io.mingle.remote.internal;

import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.pool.Health;
import io.mingle.remote.internal.service.OfferedService;
import io.mingle.remote.internal.wire.Offer;
import io.mingle.remote.internal.wire.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * All endpoints, and the services that they come to: one for each kind and ranking, registered as
 * long as one of its endpoints is well.
 */
@Component(service = Remotes.class)
public final class Remotes {

    /** The services of one rank: endpoints share the calls of each. */
    private record Rank(int ranking, Offer offer) {}

    private record Member(Endpoint endpoint, Health health) {}

    /** In minutes; it is the broker that limits it. */
    private static final long LONGEST_DRAIN = 60;

    private final BundleContext context;
    private final Map<Object, Member> members = new HashMap<>();
    private final Map<Rank, EndpointPool> pools = new HashMap<>();
    private final Map<Rank, Registered> registered = new HashMap<>();

    /**
     * Whoever unregisters a service waits for its calls, so nobody who has others to look after.
     */
    private final ExecutorService registering =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "remote-services");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Begins without an endpoint. */
    @Activate
    public Remotes(BundleContext context) {
        this.context = context;
    }

    /** Takes an endpoint up, or its changed settings. */
    void set(Object owner, Target target) {
        Member member;
        boolean known;
        synchronized (this) {
            known = members.containsKey(owner);
            member = members.computeIfAbsent(owner, key -> member(target));
        }
        if (known) {
            member.endpoint().become(target);
            member.health().look();
        }
        changed();
    }

    private Member member(Target target) {
        Endpoint endpoint =
                new Endpoint(context.getProperty(Constants.FRAMEWORK_UUID), target, this::changed);
        return new Member(endpoint, new Health(endpoint));
    }

    /** Lets an endpoint go; what is under way there goes on. */
    void remove(Object owner) {
        Member member;
        synchronized (this) {
            member = members.remove(owner);
        }
        if (member != null) {
            member.health().close();
            changed();
        }
    }

    /** Puts endpoints where they belong, looks at doubtful ones, and has services come and go. */
    private void changed() {
        List<Member> all;
        List<Rank> ranks;
        synchronized (this) {
            all = List.copyOf(members.values());
            all.forEach(this::addRanks);
            pools.forEach((rank, pool) -> place(rank, pool, all));
            ranks = List.copyOf(pools.keySet());
        }
        all.stream().filter(it -> it.endpoint().isDoubtful()).forEach(it -> it.health().look());
        try {
            ranks.forEach(rank -> registering.execute(() -> settle(rank)));
        } catch (RejectedExecutionException e) {
            // All of them have gone with the bundle.
        }
    }

    private void addRanks(Member member) {
        Target target = member.endpoint().target();
        for (Offer offer : target.offers()) {
            if (offer != Offer.TRANSLATION) {
                pools.computeIfAbsent(
                        new Rank(target.ranking(), offer), rank -> new EndpointPool(offer));
            }
        }
    }

    private static void place(Rank rank, EndpointPool pool, List<Member> all) {
        pool.keep(
                all.stream()
                        .map(Member::endpoint)
                        .filter(it -> it.target().ranking() == rank.ranking())
                        .filter(it -> it.does(rank.offer()))
                        .toList());
    }

    private void settle(Rank rank) {
        EndpointPool pool;
        Registered its;
        synchronized (this) {
            pool = pools.get(rank);
            its =
                    registered.computeIfAbsent(
                            rank,
                            key -> new Registered(context, OfferedService.of(pool), key.ranking()));
        }
        its.settle(pool::isOffered);
    }

    /** Takes all services back. */
    @Deactivate
    void close() {
        List<Registered> all;
        List<Member> gone;
        synchronized (this) {
            gone = List.copyOf(members.values());
            members.clear();
            pools.values().forEach(it -> it.keep(List.of()));
            all = List.copyOf(registered.values());
        }
        registering.shutdown();
        gone.forEach(it -> it.health().close());
        all.forEach(it -> it.settle(() -> false));
        awaitDrained();
    }

    /** Waits for the calls of services that were being taken back already. */
    private void awaitDrained() {
        try {
            registering.awaitTermination(LONGEST_DRAIN, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
