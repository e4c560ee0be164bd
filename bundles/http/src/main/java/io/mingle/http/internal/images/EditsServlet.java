package io.mingle.http.internal.images;

import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Servlet;
import java.io.IOException;
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
    public EditsServlet(@Reference Admission admission, @Reference Broker broker) {
        super(admission, "POST");
        maker = new PictureMaker<>(broker, Editing.class, "edit", "image_edit");
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        maker.admit(exchange);
        EditSource source = EditSource.of(exchange);
        PictureRequest request =
                new PictureRequestReader(source.fields(), exchange.lenient()).read();
        Edit edit = new Edit(source.picture(), request.prompt(), source.mask());
        maker.answer(exchange, request, it -> it.edit(edit, request.options()));
    }
}
