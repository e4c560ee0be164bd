package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.BindException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class UnavailablePortTest {

    private static String told(int port, String reason) {
        return UnavailablePort.CLIENTS
                .refusal("127.0.0.1", port, new BindException(reason))
                .getMessage();
    }

    @Test
    void whoMayNotListenIsNotToldOfAnotherProgram() {
        assertEquals(
                "Nothing can listen on port 443 of 127.0.0.1: ports below 1024 are for those who"
                    + " may (Permission denied). Let a proxy listen there, or give the process the"
                    + " right to (CAP_NET_BIND_SERVICE). Choose another with --port, or 0 for any"
                    + " that is free.",
                told(443, "Permission denied"));
        assertEquals(
                "Nothing can listen on port 8080 of 127.0.0.1: this user may not (Permission"
                        + " denied). Choose another with --port, or 0 for any that is free.",
                told(8080, "Permission denied"));
    }

    @Test
    void aPortThatIsInUseIsAnotherProgramsBusiness() {
        assertEquals(
                "Nothing can listen on port 8080 of 127.0.0.1; another program may. Choose another"
                        + " with --port, or 0 for any that is free.",
                told(8080, "Address already in use"));
    }

    @Test
    void anAddressOfAnotherMachineIsNamedAsSuch() {
        assertEquals(
                "Nothing can listen on port 8081 of nowhere for the admin server: that is no"
                        + " address of this machine (Unresolved address). Choose another with"
                        + " --admin-port: 0 for any that is free, -1 for none.",
                UnavailablePort.ADMINS
                        .refusal("nowhere", 8081, new SocketException("Unresolved address"))
                        .getMessage());
    }

    @Test
    void whatTheSystemSaysInAnotherLanguageIsPassedOn() {
        assertEquals(
                "Nothing can listen on port 443 of 127.0.0.1; another program may (Keine"
                        + " Berechtigung). Choose another with --port, or 0 for any that is free.",
                told(443, "Keine Berechtigung"));
    }
}
