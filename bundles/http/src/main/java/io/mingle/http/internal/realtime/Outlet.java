package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Takes events for a client. For one thread. */
@FunctionalInterface
interface Outlet {

    /**
     * Sends an event.
     *
     * @param type what it is
     * @param event the rest of it; changed
     * @throws IOException if the client has gone, or takes too long
     */
    void send(String type, ObjectNode event) throws IOException;
}
