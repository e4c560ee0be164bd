package io.mingle.trainer.internal.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a receipt says.
 *
 * @param lines three to eight, from top to bottom
 */
record Receipt(List<Entry> lines) {

    static final int FEWEST = 3;
    static final int MOST = 8;

    static final int LONGEST_WORD = 8;

    /**
     * A line.
     *
     * @param left what stands on the left, or in the middle of a heading
     * @param right the amount, or nothing
     * @param heading whether it belongs to no item: the shop, the date, the thanks
     */
    record Entry(String left, String right, boolean heading) {

        String text() {
            return right.isEmpty() ? left : left + " " + right;
        }
    }

    Receipt {
        lines = List.copyOf(lines);
    }

    /** Returns the lines as they are to be read. */
    String text() {
        return lines.stream().map(Entry::text).collect(Collectors.joining("\n"));
    }

    /**
     * Makes one up whose total is the sum of its items.
     *
     * @param words those of shops and items, of at most {@link #LONGEST_WORD} characters
     */
    static Receipt of(SplittableRandom random, int count, Supplier<String> words) {
        List<Entry> head = new ArrayList<>();
        List<Entry> foot = new ArrayList<>();
        if (random.nextInt(10) < 7) {
            head.add(heading(words.get() + " " + name(random)));
        }
        if (count > 4 && random.nextBoolean()) {
            head.add(heading(date(random)));
        }
        boolean hasTotal = random.nextInt(10) < 8;
        boolean pays = hasTotal && count > 5 && random.nextBoolean();
        if (count > 4 && random.nextInt(4) == 0) {
            foot.add(heading("THANK YOU"));
        }
        String currency = random.nextInt(4) == 0 ? "$" : "";
        int items =
                Math.max(
                        1, count - head.size() - foot.size() - (hasTotal ? 1 : 0) - (pays ? 1 : 0));
        int total = 0;
        List<Entry> lines = new ArrayList<>(head);
        for (int i = 0; i < items; i++) {
            int cents =
                    random.nextInt(5) == 0
                            ? random.nextInt(1000, 10_000)
                            : random.nextInt(10, 1000);
            total += cents;
            lines.add(new Entry(item(random, words.get()), currency + amount(cents), false));
        }
        if (hasTotal) {
            lines.add(new Entry("TOTAL", currency + amount(total), false));
        }
        if (pays) {
            lines.add(new Entry("CASH", currency + amount(total + random.nextInt(1000)), false));
        }
        lines.addAll(foot);
        return new Receipt(lines.subList(0, Math.min(count, lines.size())));
    }

    private static Entry heading(String text) {
        return new Entry(text, "", true);
    }

    private static String name(SplittableRandom random) {
        return new String[] {"SHOP", "STORE", "CAFE", "MARKET", "BAR"}[random.nextInt(5)];
    }

    private static String item(SplittableRandom random, String word) {
        return random.nextInt(5) == 0 ? random.nextInt(2, 10) + " " + word : word;
    }

    private static String date(SplittableRandom random) {
        String form =
                new String[] {"%02d/%02d/%02d", "%02d.%02d.20%02d", "%02d-%02d-%02d"}
                        [random.nextInt(3)];
        return String.format(
                Locale.ROOT,
                form,
                random.nextInt(1, 29),
                random.nextInt(1, 13),
                random.nextInt(0, 36));
    }

    private static String amount(int cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}
