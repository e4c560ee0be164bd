package io.mingle.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostTest {

    private static boolean fits(String entry, String host, int port) {
        return AllowedHost.parse(entry).fits(AllowedHost.spelled(host), port, 443);
    }

    @Test
    void aNameIsMeantExactlyAndAtTheUsualPort() {
        assertTrue(fits("Images.Example.org", "images.example.ORG", 443));
        assertFalse(fits("images.example.org", "images.example.org", 8443));
        assertFalse(fits("images.example.org", "a.images.example.org", 443));
        assertFalse(fits("images.example.org", "images.example.org.evil.org", 443));
        assertFalse(fits("images.example.org", "images.example.org.", 443));
        assertTrue(fits("images.example.org:8443", "images.example.org", 8443));
        assertFalse(fits("images.example.org:8443", "images.example.org", 443));
    }

    @Test
    void aStarMeansAllNamesBelowAndNotTheNameItself() {
        assertTrue(fits("*.example.org", "images.example.org", 443));
        assertTrue(fits("*.example.org", "a.b.example.org", 443));
        assertFalse(fits("*.example.org", "example.org", 443));
        assertFalse(fits("*.example.org", "evilexample.org", 443));
        assertFalse(fits("*.example.org", "example.org.evil.org", 443));
    }

    @Test
    void anAddressIsMeantInAnySpellingAndAtItsPort() throws Exception {
        assertTrue(fits("10.0.0.5:8080", "10.0.0.5", 8080));
        assertFalse(fits("10.0.0.5:8080", "10.0.0.5", 443));
        assertTrue(fits("[fd00::5]:8080", "[FD00:0::0:5]", 8080));
        assertTrue(fits("[::ffff:10.0.0.5]:8080", "10.0.0.5", 8080));
        AllowedHost host = AllowedHost.parse("[fd00::5]:8080");
        assertEquals(host.name(), AllowedHost.literal(InetAddress.getByName("fd00::5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "*.*.org",
                "a b",
                "https://example.org",
                "example.org/",
                "example.org:0",
                "example.org:70000",
                "example.org.",
                "-a.org",
                "10.0.0.5",
                "*.10.0.0.5:80",
                "2130706433:80",
                "0x7f.1:80",
                "10.5:80",
                "256.0.0.1:80",
                "[fd00::5]",
                "[fd00::zz]:80",
                "user@example.org",
                "bücher.example"
            })
    void whatNamesNoHostIsRefusedWithASentence(String entry) {
        String message =
                assertThrows(InvalidRequestException.class, () -> AllowedHost.parse(entry))
                        .getMessage();
        assertTrue(message.contains("Write a name like images.example.org"), message);
    }
}
