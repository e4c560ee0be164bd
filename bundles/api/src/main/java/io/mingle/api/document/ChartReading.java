package io.mingle.api.document;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.GenerationOptions;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes charts apart. Provided by {@code io.mingle.skill.document}; safe to call from any thread.
 */
@ProviderType
public interface ChartReading {

    /**
     * Begins to read the numbers of a chart.
     *
     * @param chart the picture
     * @param options how tokens are chosen
     * @return the table, under way
     * @throws InvalidRequestException if an argument is null
     * @throws UnreadableContentException if the picture is damaged, or the model made no table of
     *     it
     * @throws ContentTooLargeException if the picture would decode to more than is accepted
     */
    Generation<Table> table(Picture chart, GenerationOptions options);

    /**
     * Begins to answer a question about a chart.
     *
     * <p>A program runs without any access to the machine, under bounds on its steps, memory and
     * time. Where it cannot be run, the model is asked for the answer itself, and a warning of the
     * result says so.
     *
     * @param chart the picture
     * @param question what is asked
     * @param method how it is answered
     * @param options how tokens are chosen
     * @return the answer, under way
     * @throws InvalidRequestException if an argument is null or the question is blank
     * @throws UnreadableContentException if the picture is damaged
     * @throws ContentTooLargeException if the picture would decode to more than is accepted
     */
    Generation<ChartAnswer> ask(
            Picture chart, String question, ChartMethod method, GenerationOptions options);
}
