package io.mingle.host.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether an answer is as good as the expected one. */
final class Agreement {

    private static final Pattern BOX =
            Pattern.compile(
                    "\\[\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*]");

    private Agreement() {}

    /** Returns true if both say the same, or both are boxes and their IoU is 0.5 or more. */
    static boolean of(String answer, String expected) {
        Matcher given = BOX.matcher(answer.strip());
        Matcher wanted = BOX.matcher(expected.strip());
        if (given.matches() && wanted.matches()) {
            return intersectionOverUnion(corners(given), corners(wanted)) >= 0.5;
        }
        return answer.strip().equals(expected.strip());
    }

    private static double[] corners(Matcher box) {
        double[] corners = new double[4];
        for (int i = 0; i < 4; i++) {
            corners[i] = Integer.parseInt(box.group(i + 1));
        }
        return corners;
    }

    private static double intersectionOverUnion(double[] a, double[] b) {
        double width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
        double height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
        double common = Math.max(0, width) * Math.max(0, height);
        double union = area(a) + area(b) - common;
        return union > 0 ? common / union : 0;
    }

    private static double area(double[] box) {
        return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
    }
}
