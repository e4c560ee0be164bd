package io.mingle.host.batch;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.json.MediaTarget;
import java.util.function.BooleanSupplier;

/**
 * Answers lines, each for itself.
 *
 * @param answers answers a question, or calls a skill, and waits until that is complete
 * @param seed of random frames of videos
 * @param stopped tells that the rest is not wanted now
 */
record LineWork(BatchAnswers answers, long seed, BooleanSupplier stopped) {

    /**
     * What became of a line.
     *
     * @param line of the output, its end included
     * @param error the one that stands in it, or null
     */
    record Outcome(byte[] line, MingleException error) {

        /** A line that tells about an error. */
        static Outcome failed(BatchItem item, MingleException error) {
            return new Outcome(item.result().failed(error), error);
        }
    }

    /**
     * Answers a line; an error that is the line's own becomes its outcome.
     *
     * @param paths finds its files
     * @param target takes what skills make
     * @throws UnwritableOutputException if what a skill has made cannot be written
     * @throws MingleException if it was stopped, or concerns all lines
     */
    Outcome answer(BatchItem item, LinePaths paths, MediaTarget target) {
        try {
            return new Outcome(result(item, paths, target), null);
        } catch (UnwritableOutputException e) {
            throw e;
        } catch (MingleException e) {
            if (stopped.getAsBoolean() || concernsAllLines(e, item)) {
                throw e;
            }
            return Outcome.failed(item, e);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            if (stopped.getAsBoolean()) {
                throw new CancelledException(
                        "Stopped while line %s was being answered.".formatted(item.number()), e);
            }
            return Outcome.failed(item, fault(item.number(), e));
        }
    }

    private byte[] result(BatchItem item, LinePaths paths, MediaTarget target) {
        if (item.isCall()) {
            LineCall call = item.call();
            return item.result()
                    .resulted(
                            answers.invoke(call.skill(), call.arguments(), paths, item::options),
                            target);
        }
        return item.result().answered(answers.ask(item.conversation(paths, seed), item::options));
    }

    /**
     * A model that cannot hear answers the lines without sounds, a host that cannot decode videos
     * and sounds those with pictures alone. A skill may be missing and others be there.
     */
    private static boolean concernsAllLines(MingleException error, BatchItem item) {
        if (item.isCall()) {
            return false;
        }
        LineQuestion question = item.question();
        return error instanceof BrokenModelException && !question.hasSounds()
                || (error instanceof EngineUnavailableException
                                || error instanceof SkillUnavailableException)
                        && !question.hasSounds()
                        && !question.hasVideos();
    }

    private static InternalException fault(long number, Throwable error) {
        return new InternalException(
                "Line %s could not be answered (%s). This is a fault of Mingle; report it."
                        .formatted(number, error),
                error);
    }
}
