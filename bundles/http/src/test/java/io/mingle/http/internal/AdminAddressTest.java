package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8081/, localhost, http://127.0.0.1:8081",
        "http://127.0.0.1:8081/, 127.0.0.1, http://127.0.0.1:8081",
        "https://[::1]:8081, ::1, https://[::1]:8081",
        "https://0.0.0.0:8081/, box.example.org, https://box.example.org:8081",
        "https://[::]:8081/, 2001:db8::1, https://[2001:db8::1]:8081",
        "https://10.0.0.7:8081, box.example.org, https://10.0.0.7:8081",
    })
    void aPageIsToldWhereItReachesAdmins(String property, String calledAs, String told) {
        assertEquals(Optional.of(told), AdminAddress.of(property, calledAs));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8081/, box.example.org",
        "http://localhost:8081/, 10.0.0.7",
        "https://[::1]:8081/, box.example.org",
        "https://0.0.0.0:8081/, 'a; script-src *'",
    })
    void noPageElsewhereIsSentToItsOwnMachine(String property, String calledAs) {
        assertEquals(Optional.empty(), AdminAddress.of(property, calledAs));
    }

    @Test
    void withoutAnAdminServerThereIsNone() {
        assertEquals(Optional.empty(), AdminAddress.of((String) null, "localhost"));
    }
}
