package dev.gatehouse.web.nodes;

import static dev.gatehouse.web.nodes.Nodes.account;
import static dev.gatehouse.web.nodes.Nodes.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.Api;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.People.SignedIn;
import dev.gatehouse.web.testing.Together;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One refresh token, fifty calls at once, half of them to each node. The session module's races do this 200 times. */
@Row({"R-19", "TK-01", "TK-02"})
@ExtendWith(TwoNodes.class)
class RefreshOnTwoNodesIT {

    private static final int CALLERS = 50;
    private static final int ROUNDS = 5;
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"csrf\" value=\"([A-Za-z0-9_-]{43})\"");

    private final Nodes nodes;
    private final People people;

    RefreshOnTwoNodesIT(Nodes nodes) {
        this.nodes = nodes;
        this.people = nodes.people();
    }

    @Test
    void findsTheThiefElevenSecondsAfterTheRotation() {
        for (int round = 0; round < ROUNDS; round++) {
            SignedIn person = people.signedIn();
            String successor = rotated(nodes.node(round), person, 11);

            List<Answer> answers = race(person.refreshToken());

            assertThat(codes(answers)).containsExactlyInAnyOrder("refresh_token_reused", "refresh_token_invalid");
            for (Api node : nodes.both()) {
                refresh(node, successor).isProblem(401, "refresh_token_invalid");
            }
            assertThat(nodes.rows()
                            .number(
                                    "SELECT count(*) FROM audit.event WHERE type = 'session.token_reused'"
                                            + " AND session_id = ?",
                                    person.session()))
                    .isOne();
        }
    }

    @Test
    void givesAllCallersOneSuccessor() {
        for (int round = 0; round < ROUNDS; round++) {
            SignedIn person = people.signedIn();

            List<Answer> answers = race(person.refreshToken());

            String successor = onlySuccessor(answers);
            assertThat(successor).isNotEqualTo(person.refreshToken());
            workOnBoth(answers.get(0));
        }
    }

    /** The last second of the grace belongs to RefreshRacesTest: here fifty requests may take it to begin. */
    @Test
    void givesTheSameSuccessorLateInTheGrace() {
        for (int round = 0; round < ROUNDS; round++) {
            SignedIn person = people.signedIn();
            String successor = rotated(nodes.node(round), person, 7);

            List<Answer> answers = race(person.refreshToken());

            assertThat(onlySuccessor(answers)).isEqualTo(successor);
        }
    }

    /** The other node knows the new key already and signs with the old one, as the order of a rotation wants it. */
    @Test
    void keepsItsWordWhileTheKeyChangesOnOneNode() {
        SignedIn inGrace = people.signedIn();
        SignedIn robbed = people.signedIn();
        String successor = rotated(nodes.node(0), inGrace, 0);
        rotated(nodes.node(0), robbed, 0);

        nodes.restartSecond(Nodes.NEW_KEY + "," + Nodes.OLD_KEY);
        age(inGrace, 7);
        age(robbed, 11);

        assertThat(onlySuccessor(race(inGrace.refreshToken()))).isEqualTo(successor);
        assertThat(codes(race(robbed.refreshToken())))
                .containsExactlyInAnyOrder("refresh_token_reused", "refresh_token_invalid");
        // The grace must not end between the calls.
        age(inGrace, 0);
        workOnBoth(refresh(nodes.node(1), successor));
        SignedIn newKeyed = People.of(nodes.node(1)).signIn(inGrace.email());
        workOnBoth(refresh(nodes.node(0), newKeyed.refreshToken()));
        takesAFormFromTheOther(nodes.node(0), nodes.node(1), inGrace.email());
        takesAFormFromTheOther(nodes.node(1), nodes.node(0), inGrace.email());
    }

    private static void takesAFormFromTheOther(Api shown, Api sent, String address) {
        Answer page = shown.get("/login").send().hasStatus(200);
        Matcher field = FORM_TOKEN.matcher(page.text());
        assertThat(field.find()).isTrue();
        String cookie = "gatehouse_csrf=" + page.cookie("gatehouse_csrf").orElseThrow();
        String form = "signIn=signIn&enter=x&jakarta.faces.ViewState=stateless&email=" + address.replace("@", "%40")
                + "&password=" + People.PASSWORD + "&csrf=";

        assertThat(post(sent, cookie, form + field.group(1)).cookie("gatehouse_session"))
                .isPresent();
        assertThat(post(sent, cookie, form + "A".repeat(43)).status()).isEqualTo(403);
    }

    private static Answer post(Api node, String cookie, String form) {
        return node.post("/login")
                .header("Cookie", cookie)
                .body("application/x-www-form-urlencoded", BodyPublishers.ofString(form))
                .send();
    }

    private String rotated(Api node, SignedIn person, int secondsAgo) {
        Answer answer = refresh(node, person.refreshToken()).hasStatus(200);
        age(person, secondsAgo);
        return answer.text("refreshToken");
    }

    private void age(SignedIn person, int seconds) {
        nodes.rows()
                .change(
                        "UPDATE session.session SET rotated_at = clock_timestamp() - make_interval(secs => ?)"
                                + " WHERE id = ?",
                        (double) seconds,
                        person.session());
    }

    private List<Answer> race(String token) {
        AtomicInteger caller = new AtomicInteger();
        return Together.times(CALLERS, () -> refresh(nodes.node(caller.getAndIncrement()), token));
    }

    private static String onlySuccessor(List<Answer> answers) {
        Set<String> successors = answers.stream()
                .map(answer -> answer.hasStatus(200).text("refreshToken"))
                .collect(Collectors.toSet());
        assertThat(successors).hasSize(1);
        return successors.iterator().next();
    }

    private static Set<String> codes(List<Answer> refusals) {
        return refusals.stream()
                .map(answer -> answer.hasStatus(401).text("code"))
                .collect(Collectors.toSet());
    }

    private void workOnBoth(Answer tokens) {
        for (Api node : nodes.both()) {
            account(node, tokens.hasStatus(200).text("accessToken")).hasStatus(200);
            assertThat(refresh(node, tokens.text("refreshToken")).hasStatus(200).text("refreshToken"))
                    .isEqualTo(tokens.text("refreshToken"));
        }
    }
}
