package io.mingle.http.internal.images;

import io.mingle.api.drawing.Drawing;
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

/** {@code POST /v1/images/generations}: draws pictures from words. */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/images/generations")
public final class GenerationsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient PictureMaker<Drawing> maker;

    @Activate
    public GenerationsServlet(
            @Reference Admission admission, @Reference Broker broker, BundleContext context) {
        this(admission, broker, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public GenerationsServlet(Admission admission, Broker broker, ToIntFunction<String> bundles) {
        super(admission, "POST");
        maker = new PictureMaker<>(broker, bundles, Drawing.class, "draw", "image_generation");
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        maker.admit(exchange);
        PictureRequest request =
                new PictureRequestReader(ExtraBody.fields(exchange.body()), exchange.lenient())
                        .read();
        maker.answer(exchange, request, it -> it.draw(request.prompt(), request.options()));
    }
}
