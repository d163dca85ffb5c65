package dev.gatehouse.web.auth;

import dev.gatehouse.auth.ChallengeAnswer;
import dev.gatehouse.auth.ChallengeOutcome;
import dev.gatehouse.auth.Challenges;
import dev.gatehouse.auth.CodeOutcome;
import dev.gatehouse.auth.FactorMethod;
import dev.gatehouse.auth.PendingChallenge;
import dev.gatehouse.session.NewSession;
import dev.gatehouse.web.pages.Entrance;
import dev.gatehouse.web.pages.FormErrors;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.PageText;
import dev.gatehouse.web.pages.ReturnAddress;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.Clients;
import dev.gatehouse.web.security.Cookies;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/** Asks for the second step of a sign-in, by whichever of the account's methods the visitor likes. */
@Named
@RequestScoped
public class ChallengePage {

    @Inject
    private Challenges challenges;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private FormErrors errors;

    @Inject
    private PageText text;

    @Inject
    private BrowserSession browserSession;

    @Inject
    private Cookies cookies;

    @Inject
    private Clients clients;

    @Inject
    private HttpServletRequest request;

    private Entrance entrance;
    private String onwards;
    private String token;
    private Optional<PendingChallenge> pending;
    private String code;

    /** Another way to show the second factor. */
    public record Way(String link, String text) {}

    @PostConstruct
    void read() {
        entrance = Entrance.of(request);
        onwards = ReturnAddress.of(request, entrance.home());
        token = cookies.read(request, Cookies.Kind.CHALLENGE).orElse("");
        pending = challenges.find(entrance.kind(), token, clients.of(request));
    }

    /** Before the page is shown: who has nothing to complete goes elsewhere at once. */
    public void open() {
        if (pending.isEmpty() && isSignedIn()) {
            WayOn.to(onwards);
        } else if (pending.isEmpty()) {
            startAgain();
        }
    }

    private boolean isSignedIn() {
        return currentCaller
                .find()
                .filter(caller -> caller.audience() == entrance.audience())
                .isPresent();
    }

    public void verify() {
        if (pending.isEmpty()) {
            startAgain();
            return;
        }
        ChallengeOutcome outcome = challenges.verify(new ChallengeAnswer(
                entrance.kind(),
                token,
                code,
                Optional.of(getMethod().wireName()),
                NewSession.Kind.PAGE,
                clients.of(request)));
        if (outcome instanceof ChallengeOutcome.SignedIn in) {
            cookies.remove(response(), Cookies.Kind.CHALLENGE);
            browserSession.begin(in.session(), request, response());
            WayOn.to(onwards);
        } else if (outcome instanceof ChallengeOutcome.Throttled throttled) {
            errors.reportWait(throttled.retryAfter());
        } else if (outcome instanceof ChallengeOutcome.Invalid invalid) {
            errors.report(invalid.errors());
        } else if (outcome instanceof ChallengeOutcome.InvalidCode && stillOpen()) {
            errors.reportField("code", text.of("challenge.wrong"));
        } else {
            startAgain();
        }
    }

    public void sendCode() {
        CodeOutcome outcome = challenges.sendCode(entrance.kind(), token, clients.of(request));
        if (outcome instanceof CodeOutcome.Sent) {
            WayOn.to(link(FactorMethod.EMAIL) + "&" + Notice.CODE_SENT.asParameter());
        } else if (outcome instanceof CodeOutcome.TooSoon soon) {
            errors.reportWait("challenge.too_soon", soon.pause().plusSeconds(1));
        } else {
            startAgain();
        }
    }

    /** The fifth wrong code ends the challenge. */
    private boolean stillOpen() {
        return challenges.find(entrance.kind(), token, clients.of(request)).isPresent();
    }

    private void startAgain() {
        cookies.remove(response(), Cookies.Kind.CHALLENGE);
        WayOn.to(ReturnAddress.keeping(entrance.page("/login?") + Notice.CHALLENGE_EXPIRED.asParameter(), onwards));
    }

    /** The method that is asked for: the one that was chosen, or else the usual one. */
    public FactorMethod getMethod() {
        List<FactorMethod> open = methods();
        return Optional.ofNullable(request.getParameter("method"))
                .flatMap(FactorMethod::named)
                .filter(open::contains)
                .or(() -> open.stream().findFirst())
                .orElse(FactorMethod.TOTP);
    }

    public boolean isByMail() {
        return getMethod() == FactorMethod.EMAIL;
    }

    /** The text of this method that the key names. */
    public String say(String key) {
        return text.of("challenge." + getMethod().wireName() + "." + key);
    }

    public List<Way> getOthers() {
        return methods().stream()
                .filter(method -> method != getMethod())
                .map(method -> new Way(link(method), text.of("challenge." + method.wireName() + ".choose")))
                .toList();
    }

    private List<FactorMethod> methods() {
        return pending.map(PendingChallenge::methods).orElse(List.of());
    }

    private String link(FactorMethod method) {
        return ReturnAddress.keeping(entrance.page("/challenge?method=") + method.wireName(), onwards);
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }

    /** Where the way back leads. */
    public String getStart() {
        return entrance.page("/login");
    }

    public String getReturnTo() {
        return onwards;
    }

    /** Never shown again, right or wrong. */
    public String getCode() {
        return null;
    }

    public void setCode(String code) {
        this.code = code;
    }
}
