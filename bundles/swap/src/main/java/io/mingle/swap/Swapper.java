package io.mingle.swap;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Replaces bundles while they are being called.
 *
 * <p>A new version is started beside the old one and gets no calls until it provides every service
 * that the old one provides and its {@linkplain io.mingle.api.skill.SelfTest self-tests} have
 * passed. Then new calls go to it, those that are under way finish on the old version, within the
 * broker's drain time-out, and the old version stops. If anything fails before, the new version is
 * removed and nobody has noticed. A bundle that others are wired to, by its packages such as {@code
 * io.mingle.core} or by another capability, cannot stand beside itself; it is updated in place,
 * calls wait meanwhile, and it goes back to what it was if the new code fails.
 *
 * <p>The version before is kept for {@link #rollback}. One replacement is done at a time; who comes
 * meanwhile waits. All methods may be called from any thread that holds no lease on the bundle. An
 * interrupt does not end a replacement, which would be left half done; the thread keeps its flag.
 */
@ProviderType
public interface Swapper {

    /**
     * Replaces a bundle.
     *
     * @param jar the new version, with the same symbolic name; copied before anything else is done
     * @return what came of it: {@code SWAPPED}, or {@code REFUSED} or {@code CALLS_LOST} with the
     *     reason
     * @throws InvalidRequestException if the file is not a bundle, its symbolic name is not that of
     *     an installed bundle, or the bundle may not be replaced at run time
     */
    SwapReport swap(Path jar);

    /**
     * Replaces a bundle by the jar that it runs from: the same code, in classes of its own.
     *
     * @param bundle the symbolic name
     * @return as {@link #swap}
     * @throws InvalidRequestException if there is no such bundle, its jar is gone, or it may not be
     *     replaced at run time
     */
    SwapReport renew(String bundle);

    /**
     * Starts a new version and gives it a share of the calls.
     *
     * @param jar the new version
     * @param percent of new calls that go to it, 1 to 99
     * @return {@code CANARY}, or {@code REFUSED} with the reason
     * @throws InvalidRequestException as {@link #swap}; also if the bundle cannot stand beside
     *     itself, or has a canary already
     */
    SwapReport canary(Path jar, int percent);

    /**
     * Gives all calls to the canary of a bundle and stops the old version.
     *
     * @throws InvalidRequestException if the bundle has no canary
     */
    SwapReport promote(String bundle);

    /**
     * Goes back to the version before, which is tried like a new one; a canary is taken away.
     *
     * @throws InvalidRequestException if there is nothing to go back to, or it is what serves
     */
    SwapReport rollback(String bundle);

    /**
     * Leads no more calls to a bundle, with a canary to neither version, and waits for those that
     * are under way. The bundle stays active; {@link #resume} leads calls to it again.
     *
     * @return how many calls were still under way when the time was over; 0 if it is drained
     * @throws InvalidRequestException if there is no such bundle
     */
    int drain(String bundle, Duration limit);

    /**
     * Leads calls to a drained bundle again, its share to a canary.
     *
     * @throws InvalidRequestException if there is no such bundle
     */
    void resume(String bundle);

    /** Returns the last hundred attempts, the newest first; a copy. */
    List<SwapReport> history();

    /** Counts all attempts since the swapper was started, by how they ended; a copy. */
    Map<SwapReport.Outcome, Long> counts();
}
