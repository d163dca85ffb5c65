package dev.gatehouse.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Together;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred sign-ups at once for one address, in many spellings, over both nodes, are one sign-up. */
@Row("R-20")
@ExtendWith(TwoNodes.class)
class SignUpOnTwoNodesIT {

    private static final int CALLERS = 100;

    private final Nodes nodes;

    SignUpOnTwoNodesIT(Nodes nodes) {
        this.nodes = nodes;
    }

    @Test
    void makesOneAccountAndSendsOneMail() {
        String address = nodes.people().address();

        List<Answer> answers = signUps(address);

        equal(answers);
        assertThat(nodes.rows().number("SELECT count(*) FROM auth.account WHERE lower(email) = ?", address))
                .isOne();
        assertThat(nodes.mailbox().to(address)).hasSize(1);
        assertThat(nodes.rows().eventsAbout(nodes.rows().account(address)))
                .containsExactly("account.registered", "account.verification_sent");
        nodes.people().verify(address, People.PASSWORD).hasStatus(200);
        People.of(nodes.node(1)).signIn(address);
    }

    @Test
    void tellsNobodyButTheOwnerThatAnAddressIsKnown() {
        String address = nodes.people().verified();
        int mails = nodes.mailbox().to(address).size();

        List<Answer> answers = signUps(address);

        equal(answers);
        assertThat(nodes.rows().number("SELECT count(*) FROM auth.account WHERE lower(email) = ?", address))
                .isOne();
        assertThat(nodes.mailbox().to(address)).hasSizeBetween(mails + 1, mails + 5);
    }

    private List<Answer> signUps(String address) {
        AtomicInteger caller = new AtomicInteger();
        return Together.times(CALLERS, () -> {
            int number = caller.getAndIncrement();
            return People.of(nodes.node(number)).signUp(spelt(address, number), People.PASSWORD);
        });
    }

    private static void equal(List<Answer> answers) {
        assertThat(answers.stream().map(Answer::status)).containsOnly(202);
        assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
    }

    /** Capital letters from some place on, a space, and fullwidth letters (NFKC), each in its turn. */
    private static String spelt(String address, int number) {
        int from = number % address.length();
        String capital = address.substring(0, from) + address.substring(from).toUpperCase(Locale.ROOT);
        return switch (number % 3) {
            case 0 -> capital;
            case 1 -> "  " + capital + " ";
            default -> (char) (address.charAt(0) - 'a' + '\uFF41') + address.substring(1);
        };
    }
}
