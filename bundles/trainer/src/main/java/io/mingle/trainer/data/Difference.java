package io.mingle.trainer.data;

/**
 * How far two named numbers are apart. Who is asked says both numbers before: what would have to be
 * computed unsaid takes more layers than small networks have (M. Nye and others, Show Your Work,
 * 2021).
 *
 * @param one a name
 * @param first its number
 * @param other another name
 * @param second its number
 */
public record Difference(String one, int first, String other, int second) {

    private static final String ASKED = "What is the difference between %s and %s?";
    private static final String SAID = "%s %d, %s %d: ";

    /** Returns what is asked. */
    public String question() {
        return ASKED.formatted(one, other);
    }

    /** Returns the number that is right. */
    public String answer() {
        return Integer.toString(Math.abs(first - second));
    }

    /** Returns what is to be said: {@code TEA 18, MILK 91: 73}. */
    public String reply() {
        return SAID.formatted(one, first, other, second) + answer();
    }

    /** Returns the number that a reply comes to; the whole reply if it says nothing before. */
    public static String answer(String reply) {
        return reply.substring(reply.lastIndexOf(':') + 1).strip();
    }
}
