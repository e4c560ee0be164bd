package io.mingle.http.internal.playground;

import io.mingle.http.internal.AdminAddress;
import io.mingle.http.internal.playground.PageFiles.PageFile;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The page at {@code /} on which people try what is installed, and its files below {@code
 * /playground/}. It holds nothing secret and is shown to everybody; what it calls asks for a key.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/",
            "osgi.http.whiteboard.servlet.pattern=/playground/*"
        })
public final class PlaygroundServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " media-src data: blob:; connect-src 'self'%s; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final transient PageFiles files = new PageFiles();
    private final transient Function<String, Optional<String>> admin;

    @Activate
    public PlaygroundServlet(BundleContext context) {
        this(calledAs -> AdminAddress.of(context, calledAs));
    }

    /** Makes one that knows nothing of a framework. */
    public PlaygroundServlet(Function<String, Optional<String>> admin) {
        this.admin = admin;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "microphone=(self), camera=(), geolocation=()");
        response.setHeader(
                "Content-Security-Policy",
                POLICY.formatted(admin.apply(request.getServerName()).map(" "::concat).orElse("")));
        Optional<PageFile> file = files.find(name(request));
        if (file.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().println("There is nothing at this address. The page is at /.");
            return;
        }
        send(file.get(), request, response);
    }

    /** An echo of what was sent serves nobody but those who look for headers of others. */
    @Override
    protected void doTrace(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    /** Browsers ask each time whether their copy is still right: the bundle may be replaced. */
    private static void send(
            PageFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.bytes().length);
        response.getOutputStream().write(file.bytes());
    }

    private static String name(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals("/") ? "index.html" : path.replaceFirst("^/playground/", "");
    }
}
