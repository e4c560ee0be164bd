package io.mingle.parity.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of {@code docs/parity.md} that tells which stage catches which faults. A row is of one
 * part and one stage; its faults are parted by semicolons, and behind each stands in brackets how
 * many times what is allowed the difference is.
 */
final class FaultTable {

    private static final Path DOCUMENT = Path.of("..", "docs", "parity.md");
    private static final String HEADER = "| part | stage | faults |";

    private final String part;
    private final List<String> lines;

    /** Reads the rows of a part. */
    FaultTable(String part) {
        this.part = part;
        try {
            lines =
                    Files.readAllLines(DOCUMENT).stream()
                            .dropWhile(line -> !line.equals(HEADER))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many faults the part has. */
    long faults() {
        return entries("").count();
    }

    /** Returns what the table has to say of a fault. */
    String wanted(Fault fault, double times) {
        return "docs/parity.md has to say in the row \"%s%s\": %s (%s)"
                .formatted(start(), fault.stage(), fault.name(), told(times));
    }

    /**
     * Returns whether the table has a fault. It may claim less than was found, because machines
     * differ in last digits.
     */
    boolean has(Fault fault, double times) {
        String name = fault.name() + " (";
        return entries(fault.stage() + " |")
                .filter(entry -> entry.startsWith(name) && entry.endsWith(")"))
                .map(entry -> entry.substring(name.length(), entry.length() - 1))
                .anyMatch(told -> told.equals(told(times)) || below(told, 1.1 * times));
    }

    private Stream<String> entries(String stage) {
        return lines.stream()
                .filter(line -> line.startsWith(start() + stage))
                .map(line -> line.split("\\|")[3].strip())
                .flatMap(row -> Stream.of(row.split("; ")));
    }

    private String start() {
        return "| " + part + " | ";
    }

    private static boolean below(String told, double times) {
        return told.chars().allMatch(Character::isDigit) && Double.parseDouble(told) <= times;
    }

    /** Tells a number by one digit, rounded down. */
    private static String told(double times) {
        if (Double.isInfinite(times)) {
            return "∞";
        }
        long unit = (long) Math.pow(10, Math.floor(Math.log10(times)));
        return Long.toString((long) times / unit * unit);
    }
}
