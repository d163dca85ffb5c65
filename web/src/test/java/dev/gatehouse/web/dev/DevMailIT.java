package dev.gatehouse.web.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevMailIT extends OverHttp {

    @Test
    void refusesALimitOutOfBounds() {
        api.get("/api/dev/mail?limit=0")
                .send()
                .isProblem(400, "validation_failed")
                .names("limit");
    }

    @Test
    void findsNothingForAnUnknownAddress() {
        assertThat(mailbox.to(people.address())).isEmpty();
        assertThat(mailbox.to("' OR 1=1 --")).isEmpty();
        assertThat(mailbox.to("%")).isEmpty();
    }

    @Test
    @Row("CR-04")
    void showsNobodyABodyThatWasMovedToTheirRow() {
        String ada = people.signedUp();
        String eve = people.signedUp();
        String token = mailbox.newestTo(ada).token();
        String stored = "SELECT encode(body_encrypted, 'escape') FROM auth.mail_outbox WHERE recipient = ?";
        assertThat(rows.text(stored, ada)).doesNotContain(token, "verify");
        rows.change(
                "UPDATE auth.mail_outbox SET body_encrypted ="
                        + " (SELECT body_encrypted FROM auth.mail_outbox WHERE recipient = ?) WHERE recipient = ?",
                ada,
                eve);

        assertThat(api.get("/api/dev/mail?to=" + eve)
                        .send()
                        .isProblem(500, "internal_error")
                        .text())
                .doesNotContain(token);

        rows.change("DELETE FROM auth.mail_outbox WHERE recipient = ?", eve);
    }

    @Test
    void showsTheMailToOneAddressNewestFirst() {
        String address = people.verified();
        people.signUp(address, People.PASSWORD);
        people.signedUp();

        List<JsonObject> items = api.get("/api/dev/mail?to=" + address)
                .send()
                .hasStatus(200)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);

        assertThat(items)
                .extracting(item -> item.getString("subject"))
                .containsExactly("You already have an account", "Confirm your email address");
        assertThat(items).allSatisfy(item -> {
            assertThat(item.keySet()).containsExactlyInAnyOrder("to", "subject", "text", "html", "createdAt");
            assertThat(item.getString("to")).isEqualTo(address);
            assertThat(item.getString("html")).startsWith("<!DOCTYPE html>");
            assertThat(item.getString("text")).doesNotContain("<");
            assertThat(Instant.parse(item.getString("createdAt"))).isBeforeOrEqualTo(Instant.now());
        });
    }

    @Test
    void writesToPeopleInTheirLanguage() {
        String address = people.address();

        api.post("/api/auth/signup")
                .header("Accept-Language", "de")
                .json(
                        "email",
                        address,
                        "password",
                        People.PASSWORD,
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "acceptTerms",
                        true)
                .send()
                .hasStatus(202);

        assertThat(mailbox.newestTo(address).html()).contains("lang=\"de\"");
    }

    @Test
    void forgetsTheMailWhenAsked() {
        String address = people.signedUp();

        api.delete("/api/dev/mail").send().hasStatus(204);

        assertThat(mailbox.to(address)).isEmpty();
    }
}
