package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.AnswerFormat;
import io.mingle.http.internal.ask.ContentReader;
import io.mingle.http.internal.ask.Question;
import io.mingle.http.internal.ask.Sampling;
import io.mingle.http.internal.ask.Transcript;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.http.internal.tools.ToolReader;
import io.mingle.http.internal.tools.Tools;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the body of a request for a response. */
final class ResponseReader {

    /** Less than this OpenAI's interface does not know. */
    private static final int LEAST_TOKENS = 16;

    private static final String LOGPROBS = "message.output_text.logprobs";

    private final int answerTokens;
    private final boolean lenient;
    private final RemoteMedia media;

    /**
     * @param answerTokens how many tokens an answer has at most where the request does not say
     * @param lenient whether unknown parameters are passed over
     * @param media fetches what is named by address
     */
    ResponseReader(int answerTokens, boolean lenient, RemoteMedia media) {
        this.answerTokens = answerTokens;
        this.lenient = lenient;
        this.media = media;
    }

    /**
     * Reads a body.
     *
     * @throws ApiException if a part of it cannot be right, or is not possible here
     * @throws io.mingle.api.error.MingleException if what it says as a whole cannot be right
     */
    ResponseRequest read(JsonNode body) {
        Fields fields = new Fields(body);
        refuseImpossible(fields);
        String model = fields.required("model");
        boolean stream = fields.flag("stream");
        Optional<Fields> drawing = PictureTool.chosen(fields);
        Tools tools = drawing.isPresent() ? Tools.NONE : ToolReader.FLAT.read(fields, lenient);
        Optional<Fields> text = fields.object("text");
        Optional<Constraint> format =
                AnswerFormat.constraint(text.flatMap(it -> it.object("format")), it -> it, lenient);
        text.ifPresent(it -> it.passOver("verbosity").end(lenient));
        OptionalLong most = fields.whole("max_output_tokens", LEAST_TOKENS, Integer.MAX_VALUE);
        GenerationOptions options =
                logprobs(
                        fields,
                        Sampling.read(fields)
                                .withMaxTokens((int) most.orElse(answerTokens))
                                .withConstraint(tools.constraint(format).orElse(null)));
        ContentReader contents = new ContentReader(lenient, media);
        Transcript transcript = new InputReader(contents).read(fields);
        Question question = new Question(model, transcript.conversation(tools), options, tools, 1);
        Optional<PictureCall> picture =
                drawing.map(
                        tool ->
                                PictureCall.read(
                                        tool,
                                        model,
                                        stream,
                                        question.conversation(),
                                        transcript.drawn(),
                                        contents,
                                        lenient));
        fields.passOver(
                        "store",
                        "metadata",
                        "user",
                        "reasoning",
                        "service_tier",
                        "safety_identifier",
                        "prompt_cache_key",
                        "prompt_cache_retention",
                        "stream_options",
                        "max_tool_calls",
                        "client_metadata")
                .end(lenient);
        return new ResponseRequest(question, stream, Parameters.of(body, options), picture);
    }

    private static GenerationOptions logprobs(Fields fields, GenerationOptions options) {
        long likeliest = fields.whole("top_logprobs", 0, GenerationOptions.MOST_LOGPROBS).orElse(0);
        boolean wanted =
                fields.list("include").orElse(List.of()).stream()
                        .anyMatch(it -> it.asText().equals(LOGPROBS));
        return wanted || likeliest > 0 ? options.withLogprobs((int) likeliest) : options;
    }

    private static void refuseImpossible(Fields fields) {
        for (String kept : List.of("previous_response_id", "conversation")) {
            if (fields.any(kept).isPresent()) {
                throw new ApiException(
                        ApiError.of(400, NotKeptServlet.CODE, NotKeptServlet.MESSAGE).about(kept));
            }
        }
        fields.only(
                "background",
                it -> it.isBoolean() && !it.booleanValue(),
                "Nothing is answered in the background here; leave 'background' out, and use"
                        + " 'stream'.");
        fields.only("prompt", it -> false, "Prompts are not kept here; send the text itself.");
        fields.only(
                "truncation",
                it -> it.asText().equals("disabled") || it.asText().equals("auto"),
                "'truncation' has to be disabled or auto.");
    }
}
