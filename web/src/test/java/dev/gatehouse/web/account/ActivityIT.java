package dev.gatehouse.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People.SignedIn;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityIT extends OverHttp {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1000000000000", "x", "", "1.5", "%31%20", "١"})
    void refusesALimitOutOfBounds(String limit) {
        list(people.signedIn(), "?limit=" + java.net.URLEncoder.encode(limit, java.nio.charset.StandardCharsets.UTF_8))
                .isProblem(400, "validation_failed")
                .names("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1", "%27%20OR%201=1", "AAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"})
    void refusesACursorThatItNeverGave(String cursor) {
        list(people.signedIn(), "?cursor=" + cursor)
                .isProblem(400, "validation_failed")
                .names("cursor");
    }

    @Test
    void tellsNothingOfOtherPeople() {
        SignedIn ada = people.signedIn();
        people.logIn(ada.email(), "Wrong-Horse-42");
        SignedIn bob = people.signedIn();

        assertThat(ids(items(ada))).doesNotContainAnyElementsOf(ids(items(bob)));
        assertThat(items(bob).toString()).doesNotContain(ada.email(), ada.id().toString());
    }

    @Test
    void tellsMyEventsNewestFirst() {
        SignedIn ada = people.signedIn();
        people.logIn(ada.email(), "Wrong-Horse-42").isProblem(401, "invalid_credentials");
        api.patch("/api/account")
                .bearer(ada.accessToken())
                .json("firstName", "Augusta")
                .send()
                .hasStatus(200);

        List<JsonObject> items = items(ada);

        assertThat(items)
                .extracting(item -> item.getString("type"))
                .containsExactly(
                        "account.profile_changed",
                        "login.failed",
                        "login.succeeded",
                        "session.started",
                        "account.email_verified",
                        "account.verification_sent",
                        "account.registered");
        assertThat(items)
                .extracting(item -> Instant.parse(item.getString("occurredAt")))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(items).allSatisfy(item -> assertThat(item.keySet())
                .containsExactlyInAnyOrder(
                        "id", "occurredAt", "category", "type", "outcome", "ipAddress", "userAgent", "detail"));
        assertThat(items.get(1).getString("outcome")).isEqualTo("failure");
        assertThat(items.get(1).getString("category")).isEqualTo("login");
    }

    @Test
    void pagesWithoutGapOrOverlap() {
        SignedIn ada = people.signedIn();
        for (int i = 0; i < 6; i++) {
            people.signIn(ada.email());
        }
        List<String> all = ids(items(ada));

        List<String> paged = new ArrayList<>();
        String query = "?limit=4";
        int pages = 0;
        for (JsonObject page = list(ada, query).json();
                ;
                page = list(ada, query).json()) {
            List<JsonObject> items = page.getJsonArray("items").getValuesAs(JsonObject.class);
            assertThat(items).hasSizeLessThanOrEqualTo(4);
            paged.addAll(ids(items));
            pages++;
            if (page.isNull("nextCursor")) {
                break;
            }
            query = "?limit=4&cursor=" + page.getString("nextCursor");
        }

        assertThat(all).hasSize(17).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(all);
        assertThat(pages).isEqualTo(5);
    }

    @Test
    void keepsItsPlaceWhileNewEventsArrive() {
        SignedIn ada = people.signedIn();
        JsonObject first = list(ada, "?limit=2").json();
        List<String> rest = ids(items(ada)).subList(2, 5);

        people.signIn(ada.email());

        JsonObject next = list(ada, "?cursor=" + first.getString("nextCursor")).json();
        assertThat(ids(next.getJsonArray("items").getValuesAs(JsonObject.class)))
                .isEqualTo(rest);
        assertThat(next.get("nextCursor")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void showsNobodyElsesEventsToABorrowedCursor() {
        SignedIn ada = people.signedIn();
        SignedIn eve = people.signedIn();
        String cursor = list(ada, "?limit=1").json().getString("nextCursor");

        JsonObject page = list(eve, "?cursor=" + cursor).hasStatus(200).json();

        assertThat(ids(page.getJsonArray("items").getValuesAs(JsonObject.class)))
                .doesNotContainAnyElementsOf(ids(items(ada)));
    }

    private Answer list(SignedIn person, String query) {
        return api.get("/api/account/activity" + query)
                .bearer(person.accessToken())
                .send();
    }

    private List<JsonObject> items(SignedIn person) {
        return list(person, "?limit=200")
                .hasStatus(200)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    private static List<String> ids(List<JsonObject> items) {
        return items.stream().map(item -> item.getString("id")).toList();
    }
}
