package io.mingle.audio.text;

import static io.mingle.audio.text.EnglishNumbers.cardinal;
import static io.mingle.audio.text.EnglishNumbers.digits;
import static io.mingle.audio.text.EnglishNumbers.number;
import static io.mingle.audio.text.EnglishNumbers.ordinal;
import static io.mingle.audio.text.EnglishNumbers.year;

import io.mingle.audio.text.ChineseRules.Rule;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Writes text as it is spoken in English. Letters, apostrophes and hyphens within words, and the
 * marks between sentences and their parts stay. The published code has no such rules.
 */
public final class EnglishNormaliser implements TextNormaliser {

    private static final String AMOUNT = "(\\d+(?:\\.\\d+)?|\\.\\d+)";
    private static final String START = "(?<![\\w.])";
    private static final String END = "(?![\\w])";

    private static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");

    /** A whole name, or one of the usual short ones: "Mark" and "Junction" are no months. */
    private static final String MONTH =
            "(?:("
                    + String.join("|", MONTHS)
                    + ")|(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?)";

    private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";

    /** Of one and of several. */
    private record Unit(String one, String several) {

        String of(String amount) {
            return number(amount) + " " + (amount.equals("1") ? one : several);
        }
    }

    private static final Map<String, Unit> CURRENCIES =
            Map.of(
                    "$", new Unit("dollar", "dollars"),
                    "€", new Unit("euro", "euros"),
                    "£", new Unit("pound", "pounds"),
                    "¥", new Unit("yuan", "yuan"));

    private static final Map<String, Unit> UNITS =
            Map.ofEntries(
                    Map.entry("km/h", new Unit("kilometre an hour", "kilometres an hour")),
                    Map.entry("km", new Unit("kilometre", "kilometres")),
                    Map.entry("m", new Unit("metre", "metres")),
                    Map.entry("cm", new Unit("centimetre", "centimetres")),
                    Map.entry("mm", new Unit("millimetre", "millimetres")),
                    Map.entry("m²", new Unit("square metre", "square metres")),
                    Map.entry("kg", new Unit("kilogram", "kilograms")),
                    Map.entry("g", new Unit("gram", "grams")),
                    Map.entry("mg", new Unit("milligram", "milligrams")),
                    Map.entry("l", new Unit("litre", "litres")),
                    Map.entry("ml", new Unit("millilitre", "millilitres")),
                    Map.entry("h", new Unit("hour", "hours")),
                    Map.entry("min", new Unit("minute", "minutes")),
                    Map.entry("s", new Unit("second", "seconds")),
                    Map.entry("ms", new Unit("millisecond", "milliseconds")),
                    Map.entry("Hz", new Unit("hertz", "hertz")),
                    Map.entry("kHz", new Unit("kilohertz", "kilohertz")),
                    Map.entry("MHz", new Unit("megahertz", "megahertz")),
                    Map.entry("GHz", new Unit("gigahertz", "gigahertz")),
                    Map.entry("TB", new Unit("terabyte", "terabytes")),
                    Map.entry("kB", new Unit("kilobyte", "kilobytes")),
                    Map.entry("KB", new Unit("kilobyte", "kilobytes")),
                    Map.entry("mph", new Unit("mile an hour", "miles an hour")),
                    Map.entry("ft", new Unit("foot", "feet")),
                    Map.entry("lb", new Unit("pound", "pounds")),
                    Map.entry("oz", new Unit("ounce", "ounces")),
                    Map.entry("kW", new Unit("kilowatt", "kilowatts")),
                    Map.entry("kWh", new Unit("kilowatt-hour", "kilowatt-hours")),
                    Map.entry("GB", new Unit("gigabyte", "gigabytes")),
                    Map.entry("MB", new Unit("megabyte", "megabytes")),
                    Map.entry("V", new Unit("volt", "volts")),
                    Map.entry("W", new Unit("watt", "watts")),
                    Map.entry("°C", new Unit("degree Celsius", "degrees Celsius")),
                    Map.entry("°F", new Unit("degree Fahrenheit", "degrees Fahrenheit")),
                    Map.entry("°", new Unit("degree", "degrees")),
                    Map.entry("%", new Unit("percent", "percent")));

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("(?<=\\d),(?=\\d{3}(?!\\d))", it -> ""),
                    Rule.of(
                            START + "(\\d{4})([-/.])(0?[1-9]|1[0-2])\\2" + DAY + END,
                            it -> date(it.group(1), it.group(3), it.group(4))),
                    Rule.of(
                            "\\b"
                                    + MONTH
                                    + " "
                                    + DAY
                                    + "(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b(?!\\.\\d)",
                            it ->
                                    (it.group(1) == null ? month(it.group(2)) : it.group(1))
                                            + " "
                                            + ordinal(it.group(3))
                                            + (it.group(4) == null
                                                    ? ""
                                                    : ", " + year(it.group(4)))),
                    Rule.of(
                            "(?<=\\b(?:in|since|of|by|year|until|from)"
                                    + " )(1[1-9]\\d\\d|20\\d\\d)\\b(?!\\.\\d)",
                            it -> year(it.group(1))),
                    Rule.of(START + "((?:1[1-9]|20)\\d0)(?:['’]?s\\b)", it -> decade(it.group(1))),
                    Rule.of(
                            START + "([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?" + END,
                            EnglishNormaliser::clock),
                    Rule.of(
                            "([$€£¥])" + AMOUNT + "( (?:thousand|million|billion|trillion))?",
                            EnglishNormaliser::money),
                    Rule.of("(?<=\\d[%°]?)[-–~](?=\\d)", it -> " to "),
                    Rule.of("(?<![\\w.])[-−](?=\\.?\\d)", it -> "minus "),
                    Rule.of(
                            AMOUNT
                                    + " ?(km/h|mph|km|m²|mm|cm|mg|kg|ml|min|ms|[GMk]?Hz|TB|GB|MB|[kK]B|ft|lb|oz|kWh?|°C|°F|°|%|[mglhsVW])(?![\\w²])",
                            it -> UNITS.get(it.group(2)).of(it.group(1))),
                    Rule.of("\\b(\\d+)(?:st|nd|rd|th)\\b", it -> ordinal(it.group(1))),
                    Rule.of(START + "(\\d+)/(\\d+)" + END, EnglishNormaliser::fraction),
                    Rule.of("\\b0\\d+(?!\\.?\\d)|\\d{10,}", it -> " " + digits(it.group()) + " "),
                    Rule.of("\\d+\\.\\d+|(?<!\\d)\\.\\d+|\\d+", it -> spaced(it)),
                    Rule.of("&", it -> " and "),
                    Rule.of("\\+", it -> " plus "),
                    Rule.of("=", it -> " equals "),
                    Rule.of("@", it -> " at "),
                    Rule.of("[’‘]", it -> "'"),
                    Rule.of("(?<!\\w)'|'(?!\\w)|(?<!\\w)-|-(?!\\w)", it -> " "),
                    Rule.of("[–—]| ?\\.{3,}|…", it -> ", "),
                    Rule.of("[;:]", it -> ","),
                    Rule.of("[^\\p{IsLatin}\\p{M}'.,!?\\- ]", it -> " "),
                    Rule.of(" +(?=[.,!?])", it -> ""),
                    Rule.of("([,.])(?:[, ]*,)+", it -> it.group(1)),
                    Rule.of("\\s+", it -> " "));

    private static final List<Rule> ALL =
            Stream.concat(EnglishShorthand.RULES.stream(), RULES.stream()).toList();

    @Override
    public String normalise(String text) {
        String now = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (Rule rule : ALL) {
            now =
                    rule.pattern()
                            .matcher(now)
                            .replaceAll(it -> Matcher.quoteReplacement(rule.words().apply(it)));
        }
        String words = now.strip();
        return words.chars().anyMatch(Character::isLetter) ? words : "";
    }

    private static String date(String year, String month, String day) {
        return "%s %s, %s"
                .formatted(MONTHS.get(Integer.parseInt(month) - 1), ordinal(day), year(year));
    }

    /** Returns what a decade is called: nineteen nineties, two thousands. */
    private static String decade(String year) {
        String words = year(year);
        return words.endsWith("y") ? words.substring(0, words.length() - 1) + "ies" : words + "s";
    }

    private static String month(String beginning) {
        return MONTHS.stream().filter(it -> it.startsWith(beginning)).findFirst().orElseThrow();
    }

    private static String clock(MatchResult match) {
        String minute = match.group(2);
        String hour = cardinal(match.group(1));
        String words =
                minute.equals("00")
                        ? hour + " o'clock"
                        : hour + (minute.startsWith("0") ? " oh " : " ") + cardinal(minute);
        String second = match.group(3);
        return second == null || second.equals("00")
                ? words
                : "%s and %s second%s"
                        .formatted(words, cardinal(second), second.equals("01") ? "" : "s");
    }

    private static String money(MatchResult match) {
        Unit unit = CURRENCIES.get(match.group(1));
        String amount = match.group(2);
        if (match.group(3) != null) {
            return number(amount) + match.group(3) + " " + unit.several();
        }
        int point = amount.indexOf('.');
        if (point < 0 || amount.length() - point != 3) {
            return unit.of(amount);
        }
        String whole = point == 0 ? "0" : amount.substring(0, point);
        String part = amount.substring(point + 1);
        if (part.equals("00")) {
            return unit.of(whole);
        }
        return switch (match.group(1)) {
            case "$", "€" -> unit.of(whole) + " and " + new Unit("cent", "cents").of(plain(part));
            case "£" -> unit.of(whole) + " and " + new Unit("penny", "pence").of(plain(part));
            default -> unit.of(amount);
        };
    }

    private static String plain(String digits) {
        return Integer.toString(Integer.parseInt(digits));
    }

    private static String fraction(MatchResult match) {
        String upper = match.group(1);
        String several = upper.equals("1") ? "" : "s";
        return cardinal(upper)
                + switch (match.group(2)) {
                    case "1" -> " over one";
                    case "2" -> upper.equals("1") ? " half" : " halves";
                    case "4" -> " quarter" + several;
                    default -> " " + ordinal(match.group(2)) + several;
                };
    }

    /** Reads a number that may stand right beside letters. */
    private static String spaced(MatchResult match) {
        return " " + number(match.group()) + " ";
    }
}
