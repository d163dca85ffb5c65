package dev.gatehouse.web.pages;

import dev.gatehouse.web.problem.Problem;
import dev.gatehouse.web.problem.ProblemAnswer;
import dev.gatehouse.web.problem.ThrowableProblems;
import dev.gatehouse.web.security.RequestIdFilter;
import dev.gatehouse.web.text.Languages;
import dev.gatehouse.web.text.Messages;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Every error that the container answers. Without Faces on purpose: it must work when Faces or the database do not,
 * and a refused form, which comes here as the POST that it was, must not reach the page's action after all.
 */
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String TEMPLATE = "/WEB-INF/templates/error.html";
    private static final Set<Integer> WORDED = Set.of(400, 401, 403, 404, 405, 413, 415, 429, 500, 503);

    @Inject
    private transient Assets assets;

    @Inject
    private transient PageText text;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean byContainer = request.getDispatcherType() == DispatcherType.ERROR;
        int status = byContainer
                ? (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)
                : HttpServletResponse.SC_NOT_FOUND;
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (path != null && !PageFilter.ofPages(path)) {
            ProblemAnswer.write(Problem.of(ThrowableProblems.ofStatus(status)), request, response);
        } else {
            write(status, request, response);
        }
    }

    private void write(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = language(status, request);
        String key = "error." + (WORDED.contains(status) ? status : status < 500 ? 400 : 500);
        String page = template()
                .replace("[[language]]", locale.toLanguageTag())
                .replace("[[style]]", assets.of("gatehouse.css"))
                .replace("[[icon]]", assets.of("logo.svg"))
                .replace("[[logo]]", assets.of("logo.svg"))
                .replace("[[status]]", Integer.toString(status))
                .replace("[[title]]", Messages.text(locale, key + ".title"))
                .replace("[[text]]", Messages.text(locale, key + ".text", minutesToWait(response)))
                .replace("[[home]]", Messages.text(locale, "error.home"))
                .replace("[[skip]]", Messages.text(locale, "frame.skip"))
                .replace("[[reference]]", Messages.text(locale, "error.reference", RequestIdFilter.idOf(request)));
        response.setStatus(status);
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    /** What {@code Retry-After} says, for a person. */
    private static long minutesToWait(HttpServletResponse response) {
        String seconds = response.getHeader("Retry-After");
        return seconds == null ? 1 : Math.max(1, Math.round(Math.ceil(Long.parseLong(seconds) / 60.0)));
    }

    /**
     * A fault on our side may be the database's: whose account it is must not be asked then; nor for those who ask too
     * often already.
     */
    private Locale language(int status, HttpServletRequest request) {
        try {
            return status < TOO_MANY_REQUESTS ? text.getLocale() : Languages.of(request);
        } catch (RuntimeException e) {
            return Languages.of(request);
        }
    }

    private String template() throws IOException {
        try (InputStream file = getServletContext().getResourceAsStream(TEMPLATE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
