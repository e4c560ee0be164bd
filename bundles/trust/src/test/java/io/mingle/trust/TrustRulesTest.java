package io.mingle.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustRulesTest {

    private static final String DIGEST = "ab".repeat(32);
    private static final String SIGNER = "cd".repeat(32);
    private static final JarIdentity JAR =
            new JarIdentity("com.example.birds", DIGEST, Set.of(SIGNER));

    private static boolean trusts(String... rules) {
        return TrustRules.parse(List.of(rules), "trust.txt").trust(JAR);
    }

    @Test
    void aJarIsKnownByItsContentItsSignerOrItsName() {
        assertTrue(trusts("sha256:" + DIGEST));
        assertTrue(trusts("signer:" + SIGNER));
        assertTrue(trusts("name:com.example.birds"));
        assertFalse(trusts("sha256:" + SIGNER, "signer:" + DIGEST, "name:com.example.bird"));
    }

    @Test
    void aFingerprintMayBeWrittenAsKeytoolPrintsIt() {
        assertTrue(trusts("signer: " + "CD:".repeat(31) + "CD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name:*", "name:com.example.*", "name:*.birds", "name:com.*.birds", "all"})
    void aStarStandsForAnything(String rule) {
        assertTrue(trusts(rule));
    }

    @Test
    void aDotIsADot() {
        assertFalse(trusts("name:com-example.*"));
    }

    @Test
    void noRuleTrustsNobodyAndRemarksAreNoRules() {
        assertFalse(trusts());
        assertFalse(trusts("# all", "", "  "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sha256:12", "sha1:ab", "com.example.*", "name:", "name:a b", "signer:x"})
    void aLineThatIsNoRuleIsToldWithItsNumber(String line) {
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> trusts("all", line));
        assertEquals(
                "Line 2 of trust.txt is no rule of trust: '%s'. Write sha256: or signer: and 64 hexadecimal digits, or name: and a symbolic name, in which * stands for anything."
                        .formatted(line),
                error.getMessage());
    }
}
