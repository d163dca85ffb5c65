package dev.gatehouse.web.files;

import dev.gatehouse.storage.PictureOutcome;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The plain form of {@code /account} that sends a picture. */
@WebServlet("/account/picture")
public class PictureServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/account";

    @Inject
    private transient PictureChange change;

    @Inject
    private transient CurrentCaller currentCaller;

    /** Somebody reloads what was the answer to a form. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        WayOn.to(PAGE, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<Refusal> refusal = take(currentCaller.get().accountId(), request);
        if (refusal.isPresent()) {
            new SentForm(0, List.of(new SentForm.Refused("", refusal.get()))).show(PAGE, request, response);
        } else {
            WayOn.to(PAGE, Notice.PICTURE_CHANGED, response);
        }
    }

    private Optional<Refusal> take(UUID account, HttpServletRequest request) throws IOException {
        FormFiles form = new FormFiles(request);
        Optional<SentFile> file = form.next();
        if (file.isEmpty()) {
            return Optional.of(Refusal.nothingChosen());
        }
        PictureOutcome outcome = change.of(account, file.get(), request);
        form.finish();
        return outcome instanceof PictureOutcome.Changed ? Optional.empty() : Optional.of(Refusal.of(outcome));
    }
}
