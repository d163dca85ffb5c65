package dev.gatehouse.web.files;

import dev.gatehouse.storage.Files;
import dev.gatehouse.storage.UploadOutcome;
import dev.gatehouse.storage.UploadRequest;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.CurrentCaller;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The plain form of {@code /account/files}: as many files as were chosen, each kept or refused for itself. */
@WebServlet("/account/files/upload")
public class FormUploadServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/account/files";
    private static final int MOST_FILES = 20;

    @Inject
    private transient Files files;

    @Inject
    private transient Transfer transfer;

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
        UUID account = currentCaller.get().accountId();
        transfer.begin(account);
        SentForm sent = take(account, request);
        if (sent.refused().isEmpty()) {
            WayOn.to(PAGE, Notice.FILES_KEPT, response);
        } else {
            sent.show(PAGE, request, response);
        }
    }

    private SentForm take(UUID account, HttpServletRequest request) throws IOException {
        FormFiles form = new FormFiles(request);
        List<SentForm.Refused> refused = new ArrayList<>();
        int kept = 0;
        for (Optional<SentFile> next = form.next(); next.isPresent(); next = form.next()) {
            SentFile file = next.get();
            Optional<Refusal> refusal = kept + refused.size() < MOST_FILES
                    ? keep(account, file, request)
                    : Optional.of(Refusal.tooManyFiles(MOST_FILES));
            if (refusal.isEmpty()) {
                kept++;
            } else {
                refused.add(new SentForm.Refused(file.name(), refusal.get()));
            }
        }
        if (kept == 0 && refused.isEmpty()) {
            refused.add(new SentForm.Refused("", Refusal.nothingChosen()));
        }
        return new SentForm(kept, refused);
    }

    private Optional<Refusal> keep(UUID account, SentFile file, HttpServletRequest request) {
        UploadOutcome outcome = files.upload(
                new UploadRequest(account, file.name(), file.declaredType(), file.length(), RequestOrigin.of(request)),
                file.content());
        return outcome instanceof UploadOutcome.Stored ? Optional.empty() : Optional.of(Refusal.of(outcome));
    }
}
