package dev.gatehouse.web.dev;

import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.web.startup.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The HTML part of a captured mail, as a mail program would show it: in a sandbox (see SecurityHeadersFilter). */
@WebServlet("/dev/mail/html")
public class MailHtmlServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int SEARCHED = 200;
    /** Browsers ask for an icon of their own accord, and complain that the policy forbids it. */
    private static final String NO_ICON = "<link rel=\"icon\" href=\"data:,\">";

    @Inject
    private transient KeptMails keptMails;

    @Inject
    private transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<KeptMail> mail = settings.production() ? Optional.empty() : find(request);
        if (mail.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        String page = mail.get().html().replaceFirst("<head>", "<head>" + NO_ICON);
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<KeptMail> find(HttpServletRequest request) {
        String time = request.getParameter("at");
        return keptMails.to(request.getParameter("to"), SEARCHED).stream()
                .filter(mail -> mail.createdAt().toString().equals(time))
                .findFirst();
    }
}
