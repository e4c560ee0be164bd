package io.mingle.broker;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Leads callers to services whose bundles are installed, updated and removed meanwhile.
 *
 * <p>A service whose bundle is about to stop, or that is unregistered, gets no new leases, and the
 * stop waits until those that are out have been returned, at most for the drain time-out. Callers
 * that come meanwhile wait for the next provider; it is theirs as soon as it is there, however soon
 * it is stopped again. So the code behind a service can be swapped under load, and no call fails.
 *
 * <p>All methods may be called from any thread. The broker's own bundle and the API are not to be
 * swapped.
 */
@ProviderType
public interface Broker {

    /**
     * Leases the best provider of a service: the one with the highest ranking that is not being
     * stopped.
     *
     * @param service the service's interface
     * @param wait how long to wait for a provider if there is none; zero or less looks only once
     * @param <T> the service's interface
     * @return a lease, to be closed after the call
     * @throws SkillUnavailableException if no provider came in time
     * @throws CancelledException if the thread was interrupted while it waited; its interrupt
     *     status is set
     * @throws InvalidRequestException if an argument is null
     */
    <T> Lease<T> lease(Class<T> service, Duration wait);

    /**
     * Leases the best provider of a service among those whose properties match a filter.
     *
     * @param service the service's interface
     * @param filter an LDAP filter (RFC 4515) on the service's properties, for example {@code
     *     (name=ask)}
     * @param wait how long to wait for a provider if there is none; zero or less looks only once
     * @param <T> the service's interface
     * @return a lease, to be closed after the call
     * @throws SkillUnavailableException if no matching provider came in time
     * @throws CancelledException if the thread was interrupted while it waited; its interrupt
     *     status is set
     * @throws InvalidRequestException if an argument is null or the filter cannot be read
     */
    <T> Lease<T> lease(Class<T> service, String filter, Duration wait);

    /**
     * Leases the best provider, begins a generation with it, and returns the lease when that has
     * ended.
     *
     * <p>The lease is returned before the terminal event is passed on, whether anybody subscribes
     * or not; also if the call throws, in which case the exception is the caller's. One exception
     * is not: a provider that is being stopped may find that what it calls itself has gone before
     * it, and throw a {@link SkillUnavailableException}. Then the next provider is called, and
     * waited for once more.
     *
     * @param service the service's interface
     * @param wait how long to wait for a provider if there is none; zero or less looks only once
     * @param call begins the generation, on the calling thread; called again where a provider that
     *     is being stopped could not
     * @param <T> the service's interface
     * @param <R> the kind of result
     * @return the generation, under way
     * @throws SkillUnavailableException if no provider came in time
     * @throws CancelledException if the thread was interrupted while it waited; its interrupt
     *     status is set
     * @throws InvalidRequestException if an argument is null
     */
    <T, R> Generation<R> generate(
            Class<T> service, Duration wait, Function<? super T, Generation<R>> call);

    /**
     * Begins a generation with the best provider among those whose properties match a filter; see
     * {@link #generate(Class, Duration, Function)}.
     *
     * @param service the service's interface
     * @param filter an LDAP filter (RFC 4515) on the service's properties, for example {@code
     *     (name=ask)}
     * @param wait how long to wait for a provider if there is none; zero or less looks only once
     * @param call begins the generation, on the calling thread
     * @param <T> the service's interface
     * @param <R> the kind of result
     * @return the generation, under way
     * @throws SkillUnavailableException if no matching provider came in time
     * @throws CancelledException if the thread was interrupted while it waited; its interrupt
     *     status is set
     * @throws InvalidRequestException if an argument is null or the filter cannot be read
     */
    <T, R> Generation<R> generate(
            Class<T> service,
            String filter,
            Duration wait,
            Function<? super T, Generation<R>> call);

    /**
     * Lists what can be leased: the providers of every service that has been leased before, and of
     * all services of the API.
     *
     * @return ordered by service, then by bundle; a copy
     */
    List<Provider> providers();

    /**
     * Lists the calls and generations that are under way.
     *
     * @return the oldest first; a copy
     */
    List<Call> calls();

    /**
     * Asks a generation that is under way to stop, as if its caller had cancelled it.
     *
     * @param number of the generation, as {@link Call} has it
     * @return false if there is no such call any more, or it is not a generation
     */
    boolean cancel(long number);

    /**
     * Shares calls out among versions of a bundle that are installed beside one another.
     *
     * <p>Calls that are under way stay where they are; those that wait look again.
     *
     * @param bundle the symbolic name
     * @param weights by version: a version with the weight 3 gets three times the calls of one with
     *     the weight 1, and one that is not named gets none; an empty map leaves the choice to the
     *     framework's ranking again
     * @throws InvalidRequestException if a weight is negative or an argument is null
     */
    void share(String bundle, Map<String, Integer> weights);

    /**
     * Returns what {@link #share} has set.
     *
     * @return weights by bundle and version; a copy
     */
    Map<String, Map<String, Integer>> shares();

    /**
     * Counts the calls and generations under which a bundle was stopped, because they took longer
     * than the drain time-out.
     *
     * @return by symbolic name, since the broker was started; a copy, without those that lost none
     */
    Map<String, Long> lost();
}
