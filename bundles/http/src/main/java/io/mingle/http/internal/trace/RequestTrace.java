package io.mingle.http.internal.trace;

import io.mingle.api.error.MingleException;
import io.mingle.api.event.Usage;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spans of one request: its own, and one for each part of the work, with the attributes of
 * OpenTelemetry's conventions. Nothing that was asked or answered is in them. Without an agent none
 * is recorded, and only the caller's trace is known. Thread-safe.
 */
public final class RequestTrace {

    /** Of what is not traced. */
    public static final RequestTrace NONE =
            new RequestTrace(
                    OpenTelemetry.noop().getTracer(""), Context.root(), Span.getInvalid(), false);

    private static final String SCOPE = "io.mingle.http";

    private static final AttributeKey<String> METHOD =
            AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER =
            AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> MODEL =
            AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<String> OUTPUT_TYPE =
            AttributeKey.stringKey("gen_ai.output.type");
    private static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<List<String>> REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<Long> INPUT =
            AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT =
            AttributeKey.longKey("gen_ai.usage.output_tokens");

    private static final int FIRST_STATUS_OF_OURS = 500;

    private final Tracer tracer;
    private final Context context;
    private final Span span;
    private final boolean http;
    private final List<String> reasons = new ArrayList<>();
    private final List<Usage> usages = new ArrayList<>();

    private RequestTrace(Tracer tracer, Context parent, Span span, boolean http) {
        this.tracer = tracer;
        this.context = parent.with(span);
        this.span = span;
        this.http = http;
    }

    /**
     * Begins the span of a request, in its caller's trace if it names one. Where an agent has begun
     * one for HTTP already, this one is part of that, and leaves what is HTTP's to it.
     *
     * @param method of HTTP; no word of the client's own
     * @param route which part of the interface it is, without what clients choose
     */
    public static RequestTrace begin(
            OpenTelemetry telemetry, HttpServletRequest request, String method, String route) {
        Context now = Context.current();
        boolean http = !Span.fromContext(now).getSpanContext().isValid();
        Context parent =
                http
                        ? W3CTraceContextPropagator.getInstance()
                                .extract(now, request, new Headers())
                        : now;
        Tracer tracer = telemetry.getTracer(SCOPE);
        SpanBuilder span = tracer.spanBuilder(method + " " + route).setParent(parent);
        if (http) {
            span.setSpanKind(SpanKind.SERVER);
            span.setAttribute(METHOD, method).setAttribute(ROUTE, route);
        }
        return new RequestTrace(tracer, parent, span.startSpan(), http);
    }

    /** Returns the trace's id, 32 hexadecimal digits; empty if there is none. */
    public String id() {
        return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : "";
    }

    /** Lets what this thread does be part of it, until it is closed by the same thread. */
    public Scope makeCurrent() {
        return context.makeCurrent();
    }

    /** It is a question to the model, if one serves. */
    public void chat(Optional<String> model) {
        span.setAttribute(OPERATION, "chat").setAttribute(PROVIDER, "mingle");
        model.ifPresent(it -> span.setAttribute(MODEL, it));
    }

    /**
     * It is something to be made by the model, if one serves.
     *
     * @param output what comes out: {@code image}, {@code text}
     */
    public void made(String operation, String output, Optional<String> model) {
        span.setAttribute(OPERATION, operation).setAttribute(PROVIDER, "mingle");
        span.setAttribute(OUTPUT_TYPE, output);
        model.ifPresent(it -> span.setAttribute(MODEL, it));
    }

    /** It is speech to be made by the model, if one serves. */
    public void speech(String operation, Optional<String> model) {
        span.setAttribute(OPERATION, operation).setAttribute(PROVIDER, "mingle");
        span.setAttribute(OUTPUT_TYPE, "speech");
        model.ifPresent(it -> span.setAttribute(MODEL, it));
    }

    /** It is a call of a skill that is there. */
    public void tool(String name) {
        span.setAttribute(OPERATION, "execute_tool").setAttribute(TOOL, name);
    }

    /** An answer has ended, for a reason as the interface has it. */
    public synchronized void answered(String reason) {
        reasons.add(reason);
    }

    /** A generation has ended, and took so much. */
    public synchronized void used(Usage usage) {
        usages.add(usage);
    }

    /** Begins a part of the work, to be ended. */
    public Part part(String name) {
        return new Part(tracer.spanBuilder(name).setParent(context).startSpan());
    }

    /**
     * Ends the span of the request. All answers read the same prompt, which counts once.
     *
     * @param error the code of the failure; empty if there was none
     */
    public synchronized void end(int status, String error) {
        if (http) {
            span.setAttribute(STATUS, (long) status);
        }
        if (!reasons.isEmpty()) {
            span.setAttribute(REASONS, List.copyOf(reasons));
        }
        if (!usages.isEmpty()) {
            span.setAttribute(
                    INPUT, usages.stream().mapToLong(Usage::promptTokens).max().getAsLong());
            span.setAttribute(OUTPUT, usages.stream().mapToLong(Usage::completionTokens).sum());
        }
        if (!error.isEmpty()) {
            span.setAttribute(ERROR, error);
        }
        if (status >= FIRST_STATUS_OF_OURS) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** The span of a part of the work. Thread-safe. */
    public static final class Part {

        private final Span span;

        Part(Span span) {
            this.span = span;
        }

        /** Its first piece has come. */
        public void begun() {
            span.addEvent("first token");
        }

        /** Ends it well. */
        public void end() {
            span.end();
        }

        /** Ends it with a failure, of which the code alone is told. */
        public void failed(Throwable error) {
            span.setAttribute(ERROR, code(error)).setStatus(StatusCode.ERROR).end();
        }

        private static String code(Throwable error) {
            if (error instanceof ApiException refused) {
                return refused.error().code();
            }
            return error instanceof MingleException known
                    ? ApiError.of(known).code()
                    : error.getClass().getName();
        }
    }
}
