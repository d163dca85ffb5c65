package dev.gatehouse.web.files;

import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.PageText;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What a page says of the files that its form sent. */
@Named
@RequestScoped
public class SentFormPage {

    private static final String FILE = "file";

    private final FormErrors errors;
    private final PageText text;
    private final HttpServletRequest request;

    @Inject
    SentFormPage(FormErrors errors, PageText text, HttpServletRequest request) {
        this.errors = errors;
        this.text = text;
        this.request = request;
    }

    /** Before the page is shown: says beside the field that something is wrong. */
    public void open() {
        SentForm.in(request).ifPresent(this::report);
    }

    /** Each file that was refused, and why; empty where the form was not about files with names. */
    public List<String> getRefusals() {
        return SentForm.in(request).stream()
                .flatMap(sent -> sent.refused().stream())
                .filter(file -> !file.name().isEmpty())
                .map(file -> text.of("files.refused", file.name(), words(file)))
                .toList();
    }

    private void report(SentForm sent) {
        SentForm.Refused first = sent.refused().get(0);
        errors.reportField(
                FILE,
                first.name().isEmpty()
                        ? words(first)
                        : text.of("files.not_kept", sent.refused().size(), sent.kept()));
        FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(sent.status());
    }

    private String words(SentForm.Refused file) {
        return file.why().words(text.getLocale());
    }
}
