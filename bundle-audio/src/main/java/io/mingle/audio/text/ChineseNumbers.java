package io.mingle.audio.text;

/** Numbers in Chinese words. */
final class ChineseNumbers {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String[] PLACES = {"", "十", "百", "千"};

    /** More are read digit by digit; beyond 亿亿 nobody counts. */
    private static final int LONGEST = 16;

    private ChineseNumbers() {}

    /** Reads digit by digit; what is no digit stays. */
    static String digits(String text) {
        StringBuilder words = new StringBuilder();
        for (char it : text.toCharArray()) {
            words.append(it >= '0' && it <= '9' ? DIGITS.charAt(it - '0') : it);
        }
        return words.toString();
    }

    /** Reads digit by digit as of telephones, where one is 幺. */
    static String dialled(String text) {
        return digits(text).replace('一', '幺');
    }

    /** Reads an amount, such as {@code 12.50} or {@code .5}; zeros at its end are left out. */
    static String number(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String part = point < 0 ? "" : text.substring(point + 1).replaceFirst("0+$", "");
        String words = cardinal(whole);
        return part.isEmpty() ? words : words + "点" + digits(part);
    }

    /** Reads a whole number. */
    static String cardinal(String text) {
        String number = text.replaceFirst("^0+", "");
        if (number.isEmpty()) {
            return "零";
        }
        if (number.length() > LONGEST) {
            return digits(number);
        }
        String words = counted(number);
        if (words.startsWith("一十")) {
            return words.substring(1);
        }
        return words.matches("二[百千万亿].*") ? "两" + words.substring(1) : words;
    }

    /** Reads a number that does not begin with zero. */
    private static String counted(String number) {
        if (number.length() > 8) {
            int split = number.length() - 8;
            return counted(number.substring(0, split)) + "亿" + after(number.substring(split), 8);
        }
        if (number.length() > 4) {
            int split = number.length() - 4;
            return counted(number.substring(0, split)) + "万" + after(number.substring(split), 4);
        }
        StringBuilder words = new StringBuilder();
        boolean zero = false;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(i) - '0';
            if (digit == 0) {
                zero = true;
            } else {
                words.append(zero ? "零" : "")
                        .append(DIGITS.charAt(digit))
                        .append(PLACES[number.length() - 1 - i]);
                zero = false;
            }
        }
        return words.toString();
    }

    /** Reads what follows 万 or 亿: nothing, or a number with one 零 for all zeros before it. */
    private static String after(String rest, int places) {
        String number = rest.replaceFirst("^0+", "");
        if (number.isEmpty()) {
            return "";
        }
        return (number.length() < places ? "零" : "") + counted(number);
    }
}
