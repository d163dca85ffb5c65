package dev.gatehouse.web.dev;

import dev.gatehouse.auth.Outbox;
import dev.gatehouse.auth.Outbox.KeptMail;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.problem.ProblemCode;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.startup.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The captured mail of a development server. In production there is no such page. */
@Named
@RequestScoped
public class MailPage {

    private static final int SHOWN = 50;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

    private final Outbox outbox;
    private List<KeptMail> mails;

    @Inject
    MailPage(Outbox outbox, Settings settings) {
        if (settings.production()) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        this.outbox = outbox;
    }

    /** A piece of text: a link, or what stands between links. */
    public record Piece(String text, boolean link) {}

    /** Before the page is shown: in production this is the moment to say that there is none. */
    public void open() {
        getMails();
    }

    /** Read on demand: a form that comes back asks for them without {@link #open} having run. */
    public List<KeptMail> getMails() {
        if (mails == null) {
            mails = outbox.kept(Optional.empty(), SHOWN);
        }
        return mails;
    }

    public List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int end = 0;
        while (link.find()) {
            pieces.add(new Piece(text.substring(end, link.start()), false));
            pieces.add(new Piece(link.group(), true));
            end = link.end();
        }
        pieces.add(new Piece(text.substring(end), false));
        return pieces;
    }

    public void clear() {
        outbox.clear();
        WayOn.to("/dev/mail", Notice.EMPTIED);
    }
}
