package io.mingle.http.internal.ask;

import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import java.util.List;

/** How tokens are chosen, as all requests that ask the model say it. */
public final class Sampling {

    private Sampling() {}

    /**
     * Reads how tokens are chosen; the likeliest one every time, if nothing is said.
     *
     * @throws ApiException if it cannot be right, or is not possible here
     */
    public static GenerationOptions read(Fields request) {
        for (String penalty : List.of("frequency_penalty", "presence_penalty")) {
            request.only(
                    penalty,
                    it -> it.isNumber() && it.doubleValue() == 0,
                    "'%s' is not possible here; use 'repetition_penalty'.".formatted(penalty));
        }
        return GenerationOptions.GREEDY
                .withTemperature(request.number("temperature", 0, 2).orElse(0))
                .withTopP(Math.max(Float.MIN_NORMAL, request.number("top_p", 0, 1).orElse(1)))
                .withTopK((int) request.whole("top_k", 0, Integer.MAX_VALUE).orElse(0))
                .withRepetitionPenalty(request.number("repetition_penalty", 0.01, 10).orElse(1))
                .withSeed(request.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0));
    }
}
