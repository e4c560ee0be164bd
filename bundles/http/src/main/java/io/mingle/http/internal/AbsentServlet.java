package io.mingle.http.internal;

import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What OpenAI's interface has and no installed bundle can do. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/v1/audio/*",
            "osgi.http.whiteboard.servlet.pattern=/v1/images/*",
            "osgi.http.whiteboard.servlet.pattern=/v1/realtime/*",
            "osgi.http.whiteboard.servlet.pattern=/v1/embeddings",
            "osgi.http.whiteboard.servlet.pattern=/v1/moderations"
        })
public final class AbsentServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    @Activate
    public AbsentServlet(@Reference Admission admission) {
        super(admission, "GET", "POST", "DELETE");
    }

    @Override
    protected void answer(Exchange exchange) {
        throw new ApiException(
                ApiError.of(
                        501,
                        "not-implemented",
                        "No bundle that is installed can do this. GET /v1/skills lists what can be"
                                + " done."));
    }
}
