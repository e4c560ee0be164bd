package io.mingle.http.internal.transcription;

import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /v1/audio/translations}: writes in English what is said in a recording. The body is a
 * form.
 */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/audio/translations")
public final class TranslationsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Transcriber transcriber;

    @Activate
    public TranslationsServlet(
            @Reference Admission admission, @Reference Broker broker, BundleContext context) {
        this(admission, broker, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public TranslationsServlet(Admission admission, Broker broker, ToIntFunction<String> bundles) {
        super(admission, "POST");
        transcriber = new Transcriber(broker, bundles, true);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        transcriber.admit(exchange);
        transcriber.answer(exchange, TranscriptRequestReader.read(exchange, true));
    }
}
