package dev.gatehouse.web.files;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What became of a form that sent files, for the page that tells its sender.
 *
 * @param kept how many files are kept
 * @param refused those that are not; never empty
 */
public record SentForm(int kept, List<Refused> refused) {

    private static final String ATTRIBUTE = "gatehouse.sentForm";

    /** @param name as sent; empty if there was no file at all */
    public record Refused(String name, Refusal why) {}

    /** What the page's request comes from; nothing if it was simply asked for. */
    public static Optional<SentForm> in(HttpServletRequest request) {
        return Optional.ofNullable((SentForm) request.getAttribute(ATTRIBUTE));
    }

    public int status() {
        return refused.get(0).why().code().status();
    }

    /** Shows the page as if it had been asked for: its form has been read already, and not by Faces. */
    void show(String page, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, this);
        HttpServletRequest asked = new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }

            @Override
            public String getContentType() {
                return null;
            }
        };
        request.getRequestDispatcher(page).forward(asked, response);
    }
}
