package io.mingle.trainer.internal.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Maps values of one axis to pixels and chooses round values to mark. */
final class Scale {

    private static final int MOST_TICKS = 12;

    private final double low;
    private final double high;
    private final boolean logarithmic;
    private final double from;
    private final double to;

    private Scale(double low, double high, boolean logarithmic, double from, double to) {
        this.low = low;
        this.high = high;
        this.logarithmic = logarithmic;
        this.from = from;
        this.to = to;
    }

    /** A scale over all given values; {@code from} and {@code to} are the pixels of its ends. */
    static Scale over(DoubleStream values, boolean logarithmic, double from, double to) {
        double[] all = values.toArray();
        double low = DoubleStream.of(all).min().orElse(logarithmic ? 0.1 : 0);
        double high = DoubleStream.of(all).max().orElse(1);
        if (high <= low) {
            high = low == 0 ? 1 : low + Math.abs(low) * 0.1;
        }
        return new Scale(low, high, logarithmic, from, to);
    }

    double pixel(double value) {
        double share =
                logarithmic
                        ? Math.log(value / low) / Math.log(high / low)
                        : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** Round values inside the scale, at most a dozen. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic && high / low > 3) {
            for (double power = Math.pow(10, Math.floor(Math.log10(low)));
                    power <= high;
                    power *= 10) {
                for (int factor : new int[] {1, 2, 5}) {
                    if (power * factor >= low && power * factor <= high) {
                        ticks.add(power * factor);
                    }
                }
            }
            return ticks.size() > MOST_TICKS ? ticks.subList(0, MOST_TICKS) : ticks;
        }
        double step = step((high - low) / 5);
        for (double tick = Math.ceil(low / step) * step;
                tick <= high + step * 1e-9 && ticks.size() < MOST_TICKS;
                tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }
}
