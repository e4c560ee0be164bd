package io.mingle.gen.sampling;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;

/**
 * How much noise there is before each step of denoising: {@code scheduler/scheduler_config.json} of
 * a flow-match Euler scheduler (P. Esser and others, Scaling Rectified Flow Transformers, 2024,
 * section 5.3.2; spec of the published model, image generation, section 6). A noisy latent is
 * {@code (1 - σ) z₀ + σ ε}.
 *
 * @param trainSteps how many times the training knew
 * @param shift how far times are moved towards noise; the published scheduler moves them twice
 * @param dynamic whether the shift depends on the number of patches instead
 * @param exponential whether a dynamic shift is the exponential of what is below, or it itself
 * @param baseShift at {@code baseTokens}
 * @param maxShift at {@code maxTokens}
 * @param terminal the last σ before 0, to which all are stretched; 0 for none
 */
public record FlowMatchSchedule(
        int trainSteps,
        double shift,
        boolean dynamic,
        boolean exponential,
        double baseShift,
        double maxShift,
        int baseTokens,
        int maxTokens,
        double terminal) {

    private static final int MAX_TOKENS = 1 << 24;
    private static final double MAX_SHIFT = 1000;
    private static final String TYPE = "time_shift_type";

    /**
     * Reads and checks a configuration.
     *
     * @param it all of the file
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static FlowMatchSchedule read(ConfigSection it) {
        it.refuse("invert_sigmas");
        it.refuse("use_karras_sigmas");
        it.refuse("use_exponential_sigmas");
        it.refuse("use_beta_sigmas");
        String type = it.text(TYPE, "exponential");
        if (!type.equals("exponential") && !type.equals("linear")) {
            throw it.wrong(TYPE, "\"exponential\" or \"linear\"");
        }
        int base = it.whole("base_image_seq_len", 1, MAX_TOKENS, 256);
        return new FlowMatchSchedule(
                it.whole("num_train_timesteps", 1, MAX_TOKENS, 1000),
                it.number("shift", 1e-3, MAX_SHIFT, 1),
                it.flag("use_dynamic_shifting", false),
                type.equals("exponential"),
                it.number("base_shift", -MAX_SHIFT, MAX_SHIFT, 0.5),
                it.number("max_shift", -MAX_SHIFT, MAX_SHIFT, 1.15),
                base,
                it.whole("max_image_seq_len", base + 1, MAX_TOKENS, 4096),
                it.number("shift_terminal", 0, 0.99, 0));
    }

    /** Returns the schedule of a shift that is the same for all sizes. */
    public static FlowMatchSchedule shifted(double shift) {
        return new FlowMatchSchedule(1000, shift, false, true, 0.5, 1.15, 256, 4096, 0);
    }

    /**
     * Returns the σ before each step, from 1 down, and 0 behind the last one.
     *
     * @param steps at least 1
     * @param tokens patches of the picture, on which a dynamic shift depends
     * @return {@code steps + 1} numbers
     */
    public float[] sigmas(int steps, int tokens) {
        double most = trained(trainSteps);
        double least = trained(1);
        double mu =
                baseShift
                        + (maxShift - baseShift) * (tokens - baseTokens) / (maxTokens - baseTokens);
        double[] all = new double[steps];
        for (int i = 0; i < steps; i++) {
            double even = steps == 1 ? most : most + (least - most) * i / (steps - 1);
            all[i] = dynamic ? moved(mu, even) : moved(even);
        }
        float[] sigmas = new float[steps + 1];
        double stretch = terminal > 0 ? (1 - all[steps - 1]) / (1 - terminal) : 1;
        for (int i = 0; i < steps; i++) {
            sigmas[i] = (float) (stretch == 0 ? all[i] : 1 - (1 - all[i]) / stretch);
        }
        return sigmas;
    }

    /**
     * Returns the σ of a time that the training knew.
     *
     * @param time 1 to {@code trainSteps}
     */
    public float trained(int time) {
        float even = (float) time / trainSteps;
        return dynamic ? even : (float) moved(even);
    }

    /**
     * Returns the time that the transformer is told.
     *
     * @param sigma of a step
     */
    public float time(float sigma) {
        return sigma * trainSteps;
    }

    private double moved(double sigma) {
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    private double moved(double mu, double sigma) {
        double strength = exponential ? Math.exp(mu) : mu;
        return strength / (strength + (1 / sigma - 1));
    }
}
