package io.mingle.http.internal.responses;

import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whoever looks for a response of before: none is kept. */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/responses/*")
public final class NotKeptServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    static final String CODE = "response-not-kept";
    static final String MESSAGE =
            "Responses are not kept here, whatever 'store' says. Send what was said before in"
                    + " 'input', the items of the output included.";

    @Activate
    public NotKeptServlet(@Reference Admission admission) {
        super(admission, "GET", "POST", "DELETE");
    }

    @Override
    protected void answer(Exchange exchange) {
        throw new ApiException(ApiError.notFound(CODE, MESSAGE));
    }
}
