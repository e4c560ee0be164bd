package io.mingle.broker;

/**
 * A registered service, as the broker sees it.
 *
 * @param service the name of the service's interface
 * @param bundle the symbolic name of the bundle that registered it
 * @param version the version of that bundle
 * @param state {@link #ACTIVE}, {@link #DRAINING} or {@link #FAILED}
 * @param leases how many leases on it are out
 */
public record Provider(String service, String bundle, String version, String state, int leases) {

    /** It can be leased. */
    public static final String ACTIVE = "ACTIVE";

    /** It is being stopped: no new leases, those that are out are waited for. */
    public static final String DRAINING = "DRAINING";

    /** It is registered, and could not be built up when it was asked for last. */
    public static final String FAILED = "FAILED";
}
