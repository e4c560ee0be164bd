package io.mingle.audio.text;

import static io.mingle.audio.text.EnglishNumbers.cardinal;
import static io.mingle.audio.text.EnglishNumbers.digits;
import static io.mingle.audio.text.EnglishNumbers.year;

import io.mingle.audio.text.ChineseRules.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is written shorter than it is said, and would be taken for something else by the rules on
 * numbers: titles, addresses, telephone numbers, versions, the clock.
 */
final class EnglishShorthand {

    private static final String START = "(?<![\\w./])";
    private static final String END = "(?![\\w/])";

    private static final Map<String, String> TITLES =
            Map.of(
                    "Dr", "Doctor",
                    "Mr", "Mister",
                    "Mrs", "Missus",
                    "Prof", "Professor");

    private static final Map<String, String> PARTS =
            Map.of(
                    "½", "one half",
                    "⅓", "one third",
                    "⅔", "two thirds",
                    "¼", "one quarter",
                    "¾", "three quarters");

    private static final Map<String, String> AMOUNTS =
            Map.of(
                    "k", "thousand",
                    "K", "thousand",
                    "m", "million",
                    "M", "million",
                    "bn", "billion",
                    "B", "billion");

    static final List<Rule> RULES =
            List.of(
                    Rule.of("\\b(Dr|Mrs?|Prof)\\.?(?= \\p{Lu})", it -> TITLES.get(it.group(1))),
                    Rule.of("\\bvs\\.", it -> "versus"),
                    Rule.of("\\bNo\\. ?(?=\\d)|#(?=\\d)", it -> "number "),
                    Rule.of("\\bhttps?://(?:www\\.)?|\\bwww\\.(?=\\w)", it -> ""),
                    Rule.of("(?<=\\p{Ll}{2})\\.(?=\\p{Ll}{2})", it -> " dot "),
                    Rule.of("(\\d?)([½⅓⅔¼¾])", EnglishShorthand::part),
                    Rule.of(
                            START
                                    + "(\\+?1[ .-]?)?(?:\\((\\d{3})\\)"
                                    + " ?|(\\d{3})[.-])(\\d{3})[.-](\\d{4})"
                                    + END,
                            EnglishShorthand::telephone),
                    Rule.of(
                            START + "(\\d\\d?)/(\\d\\d?)/(\\d{4})" + END,
                            it ->
                                    "%s %s %s"
                                            .formatted(
                                                    cardinal(it.group(1)),
                                                    cardinal(it.group(2)),
                                                    year(it.group(3)))),
                    Rule.of(START + "24/7" + END, it -> "twenty-four seven"),
                    Rule.of(
                            "(?<![\\w.])(\\d{1,3}(?:\\.\\d+){2,})(?!\\w)",
                            it ->
                                    Arrays.stream(it.group(1).split("\\."))
                                            .map(EnglishNumbers::cardinal)
                                            .collect(Collectors.joining(" point "))),
                    Rule.of(
                            START + "(1[0-2]|0?[1-9])(?::([0-5]\\d))? ?([ap])(?:m\\b|\\.m\\.)",
                            EnglishShorthand::clock),
                    Rule.of(
                            "([$€£¥][\\d.]*\\d) ?(bn|[kKmMB])(?!\\w)",
                            it -> it.group(1) + " " + AMOUNTS.get(it.group(2))));

    private EnglishShorthand() {}

    private static String part(MatchResult match) {
        String part = PARTS.get(match.group(2));
        return match.group(1).isEmpty() ? part : match.group(1) + " and " + part;
    }

    private static String telephone(MatchResult match) {
        String country = match.group(1) == null ? "" : match.group(1);
        return Stream.of(
                        (country.startsWith("+") ? "plus " : "") + digits(country),
                        digits(match.group(match.group(2) == null ? 3 : 2)),
                        digits(match.group(4)),
                        digits(match.group(5)))
                .filter(group -> !group.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String clock(MatchResult match) {
        String minute = match.group(2);
        boolean whole = minute == null || minute.equals("00");
        String past = whole ? "" : (minute.startsWith("0") ? " oh " : " ") + cardinal(minute);
        return "%s%s %sm".formatted(cardinal(match.group(1)), past, match.group(3));
    }
}
