package io.mingle.http.internal.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host; asked once before each connection. */
@FunctionalInterface
interface Resolver {

    /**
     * Finds them.
     *
     * @param host a name, or an address literal
     * @throws UnknownHostException if it has none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
