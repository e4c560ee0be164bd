package io.mingle.http.internal.images;

import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
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

/** {@code POST /v1/images/edits}: changes a picture as told. The body is JSON or a form. */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/images/edits")
public final class EditsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient PictureMaker<Editing> maker;

    @Activate
    public EditsServlet(
            @Reference Admission admission, @Reference Broker broker, BundleContext context) {
        this(admission, broker, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public EditsServlet(Admission admission, Broker broker, ToIntFunction<String> bundles) {
        super(admission, "POST");
        maker = new PictureMaker<>(broker, bundles, Editing.class, "edit", "image_edit");
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        maker.admit(exchange);
        EditSource source = EditSource.of(exchange);
        PictureRequest request =
                new PictureRequestReader(source.fields(), exchange.lenient()).read();
        Edit edit = source.edit(request.prompt());
        maker.answer(exchange, request, it -> it.edit(edit, request.options()));
    }
}
