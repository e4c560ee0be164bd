package io.mingle.trainer.data;

import java.util.Locale;
import java.util.SplittableRandom;

/** Makes up the strings that the read task prints. */
public final class LineText {

    static final int SHORTEST = 3;
    static final int LONGEST = 12;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String PRINTED = LETTERS + DIGITS + ".,:/-$%";

    /** Glyphs that are easily lost or doubled, and those that are easily taken for each other. */
    private static final String DIFFICULT = "I.,:/-1IIII..,,::--//11O0QDS5$8B2Z6G7T4A3EMWNHVYUJLC%";

    /**
     * Characters that are told apart by little; a line of one group shows by what. The groups that
     * are mistaken most come more than once.
     */
    private static final String[] ALIKE =
            ("O0 O0 O0 O0 O0 O0 O0 O0 O0QDCG I1 I1 I1 I1 I1TLJ7/ S5$ S$ S$ S5$8B369 B8 .,: .,:"
                            + " .,:-/1I MWNHVYUA4 Z2 EFPR UVJYL %/8")
                    .split(" ");

    private static final String[] WORDS =
            ("TOTAL SUBTOTAL TAX VAT INVOICE NO DATE TIME CASH CHANGE CARD AMOUNT DUE PAID QTY ITEM"
                 + " PRICE BALANCE RECEIPT ORDER TABLE TIP NET GROSS ID REF TEL FAX EUR USD GBP"
                 + " THANK YOU WELCOME STORE SHOP OPEN CLOSED EXIT ENTRY GATE FLIGHT SEAT ROOM PAGE"
                 + " JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC MON TUE WED THU FRI SAT SUN"
                 + " NORTH SOUTH EAST WEST STREET ROAD AVENUE CITY BANK HOTEL TAXI BUS TRAIN METRO"
                 + " PLATFORM TICKET ZONE FLOOR LEVEL UNIT BOX LOT BATCH CODE SERIAL MODEL TYPE"
                 + " SIZE COLOR WEIGHT KG LB CM MM KM MI HR MIN SEC AM PM YES OK SALE SALES SOLD"
                 + " FREE NEW OLD HOT COLD MILK BREAD WATER COFFEE TEA SUGAR SALT BEEF FISH RICE"
                 + " EGGS APPLE JUICE WINE BEER PIZZA SOUP SALAD QUICK BROWN FOX JUMPS OVER LAZY"
                 + " DOG HELLO WORLD TEST SAMPLE EXAMPLE LINE TEXT READ ME PLEASE CALL MOBILE"
                 + " OFFICE HOME WORK SCHOOL MUSIC VIDEO PHOTO BOOK PAPER PEN KEY LOCK DOOR WINDOW"
                 + " CAR VAN BIKE SHIP PLANE SPACE MOON STAR SUNNY RAIN WIND SNOW STORM HIGH LOW"
                 + " LEFT RIGHT UP DOWN STOP GO SLOW FAST DANGER CAUTION EXPRESS AIR MAIL POST"
                 + " PARCEL FROM TO VIA PER EACH DISCOUNT OFFER COUPON MEMBER POINTS REFUND VOID"
                 + " CREDIT DEBIT VISA PIN SIGN NAME AGE BORN VALID UNTIL ISSUED BY FOR AND THE"
                 + " WITH ALL ANY BIG JOB QUIZ JAZZ ZERO ONE TWO SIX TEN MAX AVG SUM")
                    .split(" ");

    private LineText() {}

    /**
     * Makes up a line of at most the given length.
     *
     * @param random the source of all choices
     * @param length 3 to 12; most lines are exactly as long
     */
    static String of(SplittableRandom random, int length) {
        double kind = random.nextDouble();
        if (kind < 0.36) {
            return drawn(random, length, PRINTED, 0.05);
        }
        if (kind < 0.46) {
            return drawn(random, length, LETTERS + LETTERS + DIGITS, 0.08);
        }
        if (kind < 0.52) {
            return drawn(random, length, LETTERS, 0.05);
        }
        if (kind < 0.66) {
            return drawn(random, length, DIFFICULT, 0.06);
        }
        String real = fitted(realistic(random, length), length);
        return real.length() < Math.max(SHORTEST, length - 3)
                ? drawn(random, length, PRINTED, 0.06)
                : real;
    }

    /** Makes up a line, often of characters that look alike, often with spaces. */
    static String hard(SplittableRandom random, int length) {
        double spaces = random.nextBoolean() ? 0.15 : 0.03;
        if (random.nextInt(3) == 0) {
            return drawn(random, length, PRINTED, spaces);
        }
        if (random.nextInt(4) == 0) {
            return of(random, length);
        }
        String alike = ALIKE[random.nextInt(ALIKE.length)];
        int times = 1 + PRINTED.length() / alike.length();
        return drawn(random, length, PRINTED + alike.repeat(times), spaces);
    }

    /**
     * Cuts to a length and removes what a line must not have: spaces at the ends, two spaces in a
     * row.
     */
    static String fitted(String text, int length) {
        String single = text.strip().replaceAll(" {2,}", " ");
        return single.length() <= length ? single : single.substring(0, length).strip();
    }

    private static String drawn(
            SplittableRandom random, int length, String characters, double spaces) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            boolean inside = text.length() > 0 && text.length() < length - 1;
            boolean space =
                    inside && text.charAt(text.length() - 1) != ' ' && random.nextDouble() < spaces;
            text.append(space ? ' ' : one(random, characters));
        }
        return text.toString();
    }

    /**
     * Makes up a word as it stands on receipts and signs.
     *
     * @param random the source of all choices
     * @param longest 3 or more characters
     */
    public static String word(SplittableRandom random, int longest) {
        String word = word(random);
        while (word.length() > longest) {
            word = word(random);
        }
        return word;
    }

    /**
     * Makes up a word to learn to read: each second one is of letters by chance, so that it has to
     * be read to its end and cannot be told from its length and its first letter.
     *
     * @param random the source of all choices
     * @param longest 3 or more characters
     */
    public static String wordToRead(SplittableRandom random, int longest) {
        return random.nextBoolean()
                ? word(random, longest)
                : letters(random, random.nextInt(2, longest + 1));
    }

    private static String realistic(SplittableRandom random, int length) {
        String text = template(random);
        for (int tries = 0; tries < 6 && Math.abs(text.length() - length) > 1; tries++) {
            text = template(random);
        }
        if (text.length() < length - 2) {
            text = random.nextBoolean() ? text + " " + template(random) : word(random) + " " + text;
        }
        return text;
    }

    private static String template(SplittableRandom random) {
        return switch (random.nextInt(22)) {
            case 0, 1 -> "$" + amount(random);
            case 2 -> amount(random);
            case 3 -> number(random, 1, 12) + "/" + number(random, 1, 31) + "/" + year(random);
            case 4 -> year(random) + "-" + two(random, 12) + "-" + two(random, 28);
            case 5 -> two(random, 31) + "." + two(random, 12) + "." + year(random);
            case 6 ->
                    two(random, 24)
                            + ":"
                            + two(random, 60)
                            + (random.nextInt(3) == 0 ? ":" + two(random, 60) : "");
            case 7 ->
                    number(random, 1, 12)
                            + ":"
                            + two(random, 60)
                            + (random.nextBoolean() ? " AM" : " PM");
            case 8 ->
                    letters(random, 1 + random.nextInt(3))
                            + "-"
                            + digits(random, 2 + random.nextInt(5));
            case 9 ->
                    digits(random, 2 + random.nextInt(3))
                            + "-"
                            + digits(random, 3 + random.nextInt(3))
                            + (random.nextBoolean() ? "-" + digits(random, 2) : "");
            case 10 ->
                    number(random, 0, 100)
                            + (random.nextBoolean() ? "." + digits(random, 1) : "")
                            + "%";
            case 11, 12, 13 -> word(random);
            case 14, 15 -> word(random) + " " + word(random);
            case 16 -> word(random) + ": " + (random.nextBoolean() ? "$" : "") + amount(random);
            case 17 -> word(random) + " " + digits(random, 1 + random.nextInt(5));
            case 18 ->
                    letters(random, 2 + random.nextInt(3)) + digits(random, 2 + random.nextInt(5));
            case 19 ->
                    number(random, 1, 999)
                            + ","
                            + digits(random, 3)
                            + (random.nextBoolean() ? "." + digits(random, 2) : "");
            case 20 -> word(random) + one(random, ":.,-/") + word(random);
            default ->
                    digits(random, 1)
                            + one(random, "/:-.")
                            + digits(random, 1 + random.nextInt(2))
                            + " "
                            + word(random);
        };
    }

    private static String amount(SplittableRandom random) {
        return number(random, 0, random.nextBoolean() ? 100 : 10_000) + "." + digits(random, 2);
    }

    private static String year(SplittableRandom random) {
        return random.nextInt(3) == 0 ? digits(random, 2) : number(random, 1980, 2035);
    }

    private static String two(SplittableRandom random, int below) {
        return String.format(Locale.ROOT, "%02d", random.nextInt(below));
    }

    private static String number(SplittableRandom random, int from, int below) {
        return Integer.toString(random.nextInt(from, below));
    }

    private static String word(SplittableRandom random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String letters(SplittableRandom random, int count) {
        return drawn(random, count, LETTERS, 0);
    }

    private static String digits(SplittableRandom random, int count) {
        return drawn(random, count, DIGITS, 0);
    }

    private static char one(SplittableRandom random, String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }
}
