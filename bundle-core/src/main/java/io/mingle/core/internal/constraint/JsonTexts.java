package io.mingle.core.internal.constraint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The pieces of JSON texts (RFC 8259): strings, numbers, any value, and the white space between
 * them. All numbers fit into a long or a double.
 */
final class JsonTexts {

    private static final int MOST_DIGITS = 15;
    private static final int MOST_INDENTATION = 64;

    private final Languages languages;
    private final Characters characters;
    private final Rule anyValue = new Rule("any value");

    JsonTexts(Languages languages) {
        this.languages = languages;
        this.characters = new Characters(languages);
    }

    /** Returns no white space, a space, or a line break with its indentation. */
    Language space() {
        Language indentation =
                languages.times(
                        languages.bytes(ByteSet.of(' ').or(ByteSet.of('\t'))), 0, MOST_INDENTATION);
        return languages.or(
                List.of(
                        languages.empty(),
                        languages.text(" "),
                        languages.then(languages.text("\n"), indentation)));
    }

    /**
     * Returns one of a set of characters as it stands in a string: escaped where it has to be, and
     * in one way only.
     */
    Language inString(BitSet set) {
        BitSet plain = plain();
        plain.and(set);
        List<Language> ways = new ArrayList<>();
        ways.add(characters.written(plain));
        for (int c = set.nextSetBit(0); c >= 0 && c <= '\\'; c = set.nextSetBit(c + 1)) {
            if (!plain.get(c)) {
                ways.add(languages.text(escaped(c)));
            }
        }
        return languages.or(ways);
    }

    /** Returns a set of all that may stand in a string as it is. */
    private static BitSet plain() {
        BitSet plain = Characters.allBut(Characters.range(0, ' ' - 1));
        plain.clear('"');
        plain.clear('\\');
        return plain;
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u00" + (character < 16 ? "0" : "") + Integer.toHexString(character);
        };
    }

    /** Returns any character of a string, in all ways in which it can be written. */
    private Language anyInString() {
        Language hex = set("0123456789abcdefABCDEF");
        Language escape = languages.text("\\u");
        Language high = languages.then(set("dD"), set("89abAB"), hex, hex);
        Language low = languages.then(set("dD"), set("cdefCDEF"), hex, hex);
        Language other =
                languages.or(
                        languages.then(set("0123456789abcefABCEF"), hex, hex, hex),
                        languages.then(set("dD"), set("01234567"), hex, hex));
        return languages.or(
                List.of(
                        characters.written(plain()),
                        languages.then(languages.text("\\"), set("\"\\/bfnrt")),
                        languages.then(escape, other),
                        languages.then(escape, high, escape, low)));
    }

    /** Returns a string of so many characters. */
    Language string(int least, int most) {
        Language any = anyInString();
        return quoted(
                languages.atMost(languages.times(any, least, Languages.UNBOUNDED), any, most));
    }

    Language quoted(Language content) {
        return languages.then(languages.text("\""), content, languages.text("\""));
    }

    /** Returns the name of a member, without escapes, that is none of some. */
    Language otherName(List<String> names) {
        Language plain = languages.times(inString(plain()), 0, Languages.UNBOUNDED);
        Language taken = languages.or(names.stream().map(languages::text).toList());
        return quoted(languages.and(plain, languages.not(taken)));
    }

    /** Returns any number. */
    Language number() {
        Language digit = set("0123456789");
        Language fraction =
                languages.then(languages.text("."), languages.times(digit, 1, MOST_DIGITS));
        Language exponent =
                languages.then(
                        set("eE"), languages.optional(set("+-")), languages.times(digit, 1, 2));
        return languages.then(
                integer(), languages.optional(fraction), languages.optional(exponent));
    }

    Language integer() {
        Language digits =
                languages.then(
                        set("123456789"), languages.times(set("0123456789"), 0, MOST_DIGITS - 1));
        return languages.then(
                languages.optional(languages.text("-")), languages.or(languages.text("0"), digits));
    }

    /** Returns a member of an object. */
    Language member(Language name, Language value) {
        return languages.then(name, languages.text(":"), space(), value);
    }

    /** Returns what stands between two members or elements. */
    Language comma() {
        return languages.then(languages.text(","), space());
    }

    /** Returns a list of so many elements, 0 to {@link Languages#UNBOUNDED}, in brackets. */
    Language array(Language element, int least, int most) {
        int more = most == Languages.UNBOUNDED ? most : most - 1;
        Language some =
                most == 0
                        ? languages.never()
                        : languages.then(
                                element,
                                languages.times(
                                        languages.then(comma(), element),
                                        Math.max(0, least - 1),
                                        more));
        Language filled = bracketed("[", some, "]");
        return least == 0 ? languages.or(languages.text("[]"), filled) : filled;
    }

    Language bracketed(String open, Language content, String close) {
        return languages.then(
                languages.text(open), space(), content, space(), languages.text(close));
    }

    /** Returns any value. */
    Language any() {
        if (anyValue.body() == null) {
            Language value = languages.call(anyValue);
            anyValue.define(
                    languages.or(
                            List.of(
                                    languages.text("null"),
                                    languages.text("true"),
                                    languages.text("false"),
                                    number(),
                                    string(0, Languages.UNBOUNDED),
                                    array(value, 0, Languages.UNBOUNDED),
                                    anyObject(value))));
        }
        return languages.call(anyValue);
    }

    private Language anyObject(Language value) {
        Language member = member(string(0, Languages.UNBOUNDED), value);
        Language members =
                languages.then(
                        member,
                        languages.times(languages.then(comma(), member), 0, Languages.UNBOUNDED));
        return languages.or(languages.text("{}"), bracketed("{", members, "}"));
    }

    private Language set(String characters) {
        ByteSet set = ByteSet.NONE;
        for (int i = 0; i < characters.length(); i++) {
            set = set.or(ByteSet.of(characters.charAt(i)));
        }
        return languages.bytes(set);
    }
}
