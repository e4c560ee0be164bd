package io.mingle.http.internal;

import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whatever else somebody looks for below {@code /v1}. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/v1/*")
public final class UnknownServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    @Activate
    public UnknownServlet(@Reference Admission admission) {
        super(admission, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    }

    @Override
    protected void answer(Exchange exchange) {
        throw new ApiException(
                ApiError.notFound(
                        "not-found",
                        "There is nothing at this address. There are /v1/models,"
                                + " /v1/chat/completions, /v1/responses and /v1/skills."));
    }
}
