package io.mingle.http.internal.admin;

import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stands before all of the admin server. Servlets that name no server are there on each; of these
 * it lets through what operators ask for alone. It answers browsers that ask whether the main
 * server's page may call, and refuses all other pages.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.target=" + AdminServer.TARGET
        })
public final class AdminGate implements Filter {

    private static final List<String> OPEN = List.of("/admin/", "/health/");

    private final AdminEntrance entrance;
    private final MainPages pages;

    @Activate
    public AdminGate(@Reference AdminEntrance entrance, BundleContext context) {
        this.entrance = entrance;
        this.pages = new MainPages(context);
    }

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answer;
        String origin = request.getHeader("Origin");
        if (!isOpen(request)) {
            refuse(
                    request,
                    response,
                    ApiError.notFound(
                            "not-found",
                            "There is nothing at this address of the admin server. There are"
                                    + " /admin/agents/runs, /admin/skills, /health/live,"
                                    + " /health/ready and /metrics."));
        } else if (origin != null
                && !pages.have(origin, String.valueOf(request.getHeader("Host")))) {
            refuse(
                    request,
                    response,
                    ApiError.of(
                            403, "origin-refused", "Pages of other origins may not call this."));
        } else if (origin != null && isPreflight(request)) {
            share(response, origin);
            response.setHeader("Access-Control-Allow-Methods", "GET, POST");
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
            response.setHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            if (origin != null) {
                share(response, origin);
            }
            chain.doFilter(request, response);
        }
    }

    /** Asks the path that has led to a servlet: what the client wrote may lead out of a folder. */
    private static boolean isOpen(HttpServletRequest request) {
        String rest = request.getPathInfo();
        String path = request.getServletPath() + (rest == null ? "" : rest);
        return path.equals("/metrics") || OPEN.stream().anyMatch(path::startsWith);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static void share(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "x-request-id, Retry-After");
        response.addHeader("Vary", "Origin");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ApiError error)
            throws IOException {
        long begun = System.nanoTime();
        Exchange exchange = entrance.refusal(request, response);
        try {
            exchange.name();
            exchange.ended(error);
            exchange.fail(error);
        } finally {
            entrance.ended(exchange.end(System.nanoTime() - begun));
        }
    }
}
