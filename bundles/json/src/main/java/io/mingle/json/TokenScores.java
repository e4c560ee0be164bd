package io.mingle.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import java.util.List;

/**
 * Log probabilities as JSON: for each token {@code token}, {@code bytes}, {@code logprob} and
 * {@code top_logprobs}, a list of the same without lists of their own.
 */
public final class TokenScores {

    /** In the place of negative infinity, which JSON has no number for. */
    private static final double LEAST = -9999;

    private TokenScores() {}

    /**
     * Writes the tokens of an answer.
     *
     * @param tokens in their order
     * @return a list with an object for each
     */
    public static ArrayNode of(List<TokenLogProbs> tokens) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (TokenLogProbs token : tokens) {
            ArrayNode likeliest = scored(list.addObject(), token.token()).putArray("top_logprobs");
            token.likeliest().forEach(each -> scored(likeliest.addObject(), each));
        }
        return list;
    }

    private static ObjectNode scored(ObjectNode object, ScoredToken token) {
        object.put("token", token.text());
        ArrayNode bytes = object.putArray("bytes");
        for (byte each : token.bytes()) {
            bytes.add(each & 0xFF);
        }
        return object.put("logprob", Math.max(LEAST, token.logProbability()));
    }
}
