package io.mingle.core.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegexReaderTest {

    private static final String LETTERS = "aaabbbc01-. \n\t\\é€🙂{}^_Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc|ab",
                "(a|b)*c",
                "a{2,4}b?",
                "a{3}",
                "a{2,}?c",
                "(?:ab)+?",
                "(?<name>a)b",
                "[a-c]+",
                "[^a]*",
                "[^\\s]+",
                "[^\\S]a",
                "[a\\-\\]]*",
                "[a-]+",
                "\\d+\\.\\d*",
                "\\w*\\W",
                "\\S+\\s\\S+",
                ".*",
                "a.b",
                "^a|b$",
                "^(a|b|)c$",
                "",
                "a||b",
                "(a?){3}(a*)*",
                "(a|ab)(c|bcd)?",
                "[é-€]+",
                "[\\u00e9🙂]*",
                "\\ud83d\\ude42+",
                "[^\\ud83d\\ude42-🙃]",
                "\\x61\\u0062\\t?",
                "((a{0,2}b){1,2}c){2}",
                "\\{\\}\\^\\\\"
            })
    void acceptsWhatJavaMatchesAndNothingElse(String pattern) {
        Languages languages = Texts.languages();
        Language language = RegexReader.whole(languages, pattern);
        Pattern java = Pattern.compile(pattern);
        Random random = new Random(1);
        int[] letters = LETTERS.codePoints().toArray();
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(7); i > 0; i--) {
                text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            assertEquals(
                    java.matcher(text).matches(),
                    Texts.accepts(languages, language, text.toString()),
                    pattern + " on " + text);
        }
    }

    @Test
    void whatIsWhiteSpaceInOneDialectAloneIsNeitherThatNorItsContrary() {
        Languages languages = Texts.languages();
        for (String pattern : new String[] {"\\s", "\\S", "[\\s]", "[^\\s]", "[^\\S]"}) {
            Language language = RegexReader.whole(languages, pattern);
            assertFalse(Texts.accepts(languages, language, "\u00a0"), pattern);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "^b", "b$", "^b$", "^a|b", "b*", "[ab]{2}$"})
    void aPatternMatchesSomewhereUnlessItHasAnchors(String pattern) {
        Languages languages = Texts.languages();
        Language language =
                RegexReader.somewhere(languages, pattern, new Characters(languages)::written);
        Pattern java = Pattern.compile(pattern, Pattern.DOTALL);
        for (String text : new String[] {"", "a", "b", "ab", "ba", "aba", "bab", "cbc", "cc"}) {
            assertEquals(
                    java.matcher(text).find(),
                    Texts.accepts(languages, language, text),
                    pattern + " on " + text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "(a;a group that is not closed",
                "a);closes a group",
                "a**;two quantifiers",
                "a++;possessive",
                "*a;quantifier after nothing",
                "a{,2};brace that begins no quantifier",
                "a{3,2};not like {2}",
                "a{999999};repeats more than 100000",
                "(?=a);look-around",
                "(?i)a;flags",
                "(a)\\1;\\1, which is not supported",
                "\\bword;\\b, which is not supported",
                "\\p{L};\\p, which is not supported",
                "a^b;^ within",
                "a$b;has $ within",
                "a$$;has $ within",
                "(a$);has $ within a group",
                "(a$|b)c;has $ within a group",
                "(^a);^ within",
                "\\01;a digit after \\0",
                "\\x4;hexadecimal",
                "\\u{61;hexadecimal",
                "[a;bracket that is not closed",
                "[b-a];range in brackets",
                "[a-z&&[b]];[, ] or & in brackets",
                "\\u12;hexadecimal",
                "(?<n;whose name does not end",
                "a\\;ends with a backslash"
            })
    void saysWhatOfAnExpressionIsNotSupported(String pattern, String expected) {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> RegexReader.whole(Texts.languages(), pattern));
        assertTrue(error.getMessage().contains(expected), error.getMessage());
        assertTrue(error.getMessage().contains(pattern), error.getMessage());
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThrows(
                InvalidRequestException.class,
                () -> RegexReader.whole(Texts.languages(), "a".repeat(5000)));
        assertThrows(
                InvalidRequestException.class,
                () ->
                        RegexReader.whole(
                                Texts.languages(), "(".repeat(500) + "a" + ")".repeat(500)));
    }

    @Test
    void aCountCostsNothing() {
        Languages languages = Texts.languages();
        Language language = RegexReader.whole(languages, "((a{50000}b){1000}c){1000}");
        assertTrue(languages.size() < 20);
        assertFalse(Texts.accepts(languages, language, "a".repeat(100)));
        assertTrue(
                Texts.accepts(
                        languages,
                        RegexReader.whole(languages, "(a{500}b){3}"),
                        ("a".repeat(500) + "b").repeat(3)));
    }

    @Test
    void countsThatABeginningCannotExhaustAreAlike() {
        Languages languages = Texts.languages();
        Language one = languages.beginning(RegexReader.whole(languages, "[ab]{20,90}c"), 10);
        assertSame(one, languages.beginning(RegexReader.whole(languages, "[ab]{15,50}c"), 10));
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            int least = random.nextInt(14);
            int most = least + random.nextInt(14);
            Language whole = RegexReader.whole(languages, "(é|b){" + least + "," + most + "}c?");
            Language beginning = languages.beginning(whole, 10);
            assertEquals(whole.nullable(), beginning.nullable());
            for (int text = 0; text < 20; text++) {
                Language at = whole;
                Language same = beginning;
                for (int i = 0; i < 10; i++) {
                    int value = new int[] {0xC3, 0xA9, 'b', 'c'}[random.nextInt(4)];
                    at = languages.derive(at, value);
                    same = languages.derive(same, value);
                    assertEquals(at == languages.never(), same == languages.never());
                }
            }
        }
    }

    @Test
    void givesUpOnWhatHasTooManyWaysToGoOn() {
        Languages languages = Texts.languages();
        Language language = RegexReader.whole(languages, "((a{0,1000}b?){0,1000}c?){0,1000}");
        assertThrows(
                InvalidRequestException.class,
                () -> Texts.accepts(languages, language, "a".repeat(5000)));
    }

    @Test
    void anIntersectionHasNoDeadEnds() {
        Languages languages = Texts.languages();
        Language pairs = RegexReader.whole(languages, "(ab)*");
        Language both = languages.and(pairs, RegexReader.whole(languages, ".{0,3}"));
        assertTrue(Texts.accepts(languages, both, "ab"));
        assertFalse(Texts.accepts(languages, both, "abab"));
        Language afterPair = languages.derive(languages.derive(both, 'a'), 'b');
        assertEquals(languages.never(), languages.derive(afterPair, 'a'));
        assertEquals(
                languages.never(), languages.and(pairs, RegexReader.whole(languages, "(aa)+")));
    }
}
