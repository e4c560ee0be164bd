package io.mingle.host.launch;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bundles that run: what the façade and the commands stand on. */
public interface Platform extends AutoCloseable {

    /**
     * Returns the broker of this platform.
     *
     * @return always the same
     */
    Broker broker();

    /**
     * Lists all bundles that are installed.
     *
     * @return ordered by symbolic name; a copy
     */
    List<InstalledBundle> bundles();

    /**
     * Lists what a property of the registered providers of a service says.
     *
     * @param service the name of the service's interface
     * @param filter an LDAP filter that their properties match; null for all
     * @param property the name of the property
     * @return its values, sorted, each once; without those that are no strings
     */
    List<String> values(String service, String filter, String property);

    /**
     * Looks for the reason why nobody provides a service. As long as services come and go, as when
     * a bundle is being replaced, no reason is a lasting one.
     *
     * @param service the name of the service's interface
     * @param filter an LDAP filter that its properties would match; null for any provider
     * @return what to tell a person, and whether waiting is in vain; empty if a provider is there
     */
    Optional<Absence> whyAbsent(String service, String filter);

    /**
     * Waits for a service whose interface the host may not know, and has it built up if nobody has
     * used it before.
     *
     * @param service the name of the service's interface
     * @param filter an LDAP filter that its properties match
     * @param wait how long to wait; zero or less looks only once
     * @throws SkillUnavailableException if nobody came in time, or could be built up
     * @throws CancelledException if the thread was interrupted, which it is then still
     */
    void reach(String service, String filter, Duration wait);

    /**
     * Waits until the framework has been stopped from within, for example by a shell.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void awaitStop() throws InterruptedException;

    /**
     * Stops all bundles and removes what this run has left on the disk. Has no effect a second
     * time.
     */
    @Override
    void close();

    /**
     * Why a service is not there.
     *
     * @param error what to tell
     * @param lasting whether it will not come however long one waits
     */
    record Absence(MingleException error, boolean lasting) {}
}
