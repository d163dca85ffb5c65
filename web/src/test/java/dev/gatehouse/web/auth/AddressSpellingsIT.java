package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Browser;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However an address is spelt, it is one account; what only looks like it is none. */
@Row("RC-07")
class AddressSpellingsIT extends OverHttp {

    private String name;
    private String address;

    @BeforeEach
    void signUp() {
        name = "kfi" + UUID.randomUUID().toString().replace("-", "");
        address = name + "@xn--bcher-kva.example.org";
        people.signUp(address, People.PASSWORD).hasStatus(202);
        people.verify(address, People.PASSWORD).hasStatus(200);
    }

    @Test
    void takesEverySpellingForTheOneAccount() {
        for (String spelling : List.of(
                address.toUpperCase(Locale.ROOT),
                "K" + address.substring(1),
                " \t" + address + "\n",
                "\u3000" + address + "\u00a0",
                address.replace('@', '\uFF20'),
                address.replace('@', '\uFE6B'),
                fullWidth(name) + "@xn--bcher-kva.example.org",
                "\u212A" + address.substring(1),
                "k\uFB01" + address.substring(3),
                name + "@b\u00fccher.example.org",
                name + "@bu\u0308cher.example.org",
                name + "@B\u00dcCHER.Example.ORG",
                name + "@b\u00fccher\u3002example\uFF0Eorg",
                name + "@b\u00fccher.example\uFF61org")) {
            people.signUp(spelling, "Second-Horse-43").hasStatus(202);
            people.logIn(spelling, "Second-Horse-43").isProblem(401, "invalid_credentials");
            people.logIn(spelling, People.PASSWORD).hasStatus(200);
            new Browser(api).signIn(spelling, People.PASSWORD).hasStatus(303);
        }

        assertOneAccount();
    }

    @Test
    void takesNothingThatOnlyLooksLikeIt() {
        for (String lookAlike : List.of(
                address.replace('i', '\u0131'),
                address.replace('k', '\u043A'),
                address.replace('f', '\u0192'),
                "k\u0301" + address.substring(1),
                "\u1E31" + address.substring(1),
                name + "\u200b@xn--bcher-kva.example.org",
                name + "\u00ad@xn--bcher-kva.example.org",
                name + "\u202e@xn--bcher-kva.example.org",
                "\"" + name + "\"@xn--bcher-kva.example.org",
                name + "(comment)@xn--bcher-kva.example.org",
                "<" + address + ">",
                address + ", " + address,
                name + "@b\u00fccher.example.org\u0000",
                name + "@xn--bcher-kva.example.org.",
                name + "@b\u00fcc\u200dher.example.org")) {
            people.signUp(lookAlike, "Second-Horse-43")
                    .isProblem(400, "validation_failed")
                    .names("email");
            assertThat(people.logIn(lookAlike, People.PASSWORD).status()).isIn(400, 401);
        }

        assertOneAccount();
    }

    private void assertOneAccount() {
        assertThat(rows.texts("SELECT email FROM auth.account WHERE email ~ ?", name.substring(3)))
                .containsExactly(address);
        people.logIn(address, People.PASSWORD).hasStatus(200);
    }

    private static String fullWidth(String text) {
        return text.chars()
                .map(character -> character + 0xFEE0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
