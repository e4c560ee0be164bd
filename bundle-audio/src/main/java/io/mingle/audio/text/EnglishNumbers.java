package io.mingle.audio.text;

/** Numbers in English words. */
final class EnglishNumbers {

    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };

    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };

    private static final String[] GROUPS = {"", "thousand", "million", "billion", "trillion"};

    /** More are read digit by digit. */
    private static final int LONGEST = 15;

    private EnglishNumbers() {}

    /** Reads digit by digit; what is no digit is left out. */
    static String digits(String text) {
        StringBuilder words = new StringBuilder();
        for (char it : text.toCharArray()) {
            if (it >= '0' && it <= '9') {
                words.append(words.isEmpty() ? "" : " ").append(SMALL[it - '0']);
            }
        }
        return words.toString();
    }

    /** Reads an amount, such as {@code 12.50} or {@code .5}. */
    static String number(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String words = cardinal(whole.isEmpty() ? "0" : whole);
        return point < 0 ? words : words + " point " + digits(text.substring(point + 1));
    }

    /** Reads a whole number. */
    static String cardinal(String text) {
        String number = text.replaceFirst("^0+(?=\\d)", "");
        if (number.length() > LONGEST) {
            return digits(number);
        }
        long value = Long.parseLong(number);
        if (value == 0) {
            return SMALL[0];
        }
        StringBuilder words = new StringBuilder();
        long unit = 1_000_000_000_000L;
        for (int group = GROUPS.length - 1; group >= 0; group--, unit /= 1000) {
            int part = (int) (value / unit % 1000);
            if (part > 0) {
                words.append(words.isEmpty() ? "" : " ").append(hundreds(part));
                words.append(group > 0 ? " " + GROUPS[group] : "");
            }
        }
        return words.toString();
    }

    private static String hundreds(int value) {
        int rest = value % 100;
        if (value < 100) {
            return tens(rest);
        }
        return SMALL[value / 100] + " hundred" + (rest == 0 ? "" : " " + tens(rest));
    }

    private static String tens(int value) {
        if (value < SMALL.length) {
            return SMALL[value];
        }
        return TENS[value / 10] + (value % 10 == 0 ? "" : "-" + SMALL[value % 10]);
    }

    /** Reads the number of a place in an order, such as that of a day in its month. */
    static String ordinal(String text) {
        String words = cardinal(text);
        int last = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
        return words.substring(0, last) + placed(words.substring(last));
    }

    private static String placed(String word) {
        return switch (word) {
            case "one" -> "first";
            case "two" -> "second";
            case "three" -> "third";
            case "five" -> "fifth";
            case "eight" -> "eighth";
            case "nine" -> "ninth";
            case "twelve" -> "twelfth";
            default ->
                    word.endsWith("y")
                            ? word.substring(0, word.length() - 1) + "ieth"
                            : word + "th";
        };
    }

    /** Reads a year: nineteen eighty-four, two thousand five, twenty twenty-six. */
    static String year(String text) {
        int year = Integer.parseInt(text);
        int century = year / 100;
        int rest = year % 100;
        if (century == 0 || year % 1000 < 10 && century % 10 == 0) {
            return cardinal(text);
        }
        if (rest == 0) {
            return tens(century) + " hundred";
        }
        return tens(century) + (rest < 10 ? " oh " : " ") + tens(rest);
    }
}
