package dev.gatehouse.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and methods that lead nowhere. */
class RoutesIT extends OverHttp {

    private final Wire wire = new Wire(SERVER.port());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/nothing",
                "/api/nothing/",
                "/api/auth",
                "/api/auth/loginx",
                "/api/auth/login/x",
                "/api/admin",
                "/api/admin/usersx",
                "/api/account.json",
                "/api/application.wadl",
                "/api/WEB-INF/web.xml"
            })
    void doesNotFindAnUnknownPathWithOrWithoutAToken(String path) {
        String token = people.signedIn().accessToken();

        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            api.call(method, path).send().isProblem(404, "not_found");
            api.call(method, path).bearer(token).send().isProblem(404, "not_found");
            api.call(method, path).bearer("broken").send().isProblem(404, "not_found");
        }
    }

    @ParameterizedTest
    @Row("IN-05")
    @CsvSource({
        "GET, /api/auth/signup, POST",
        "GET, /api/auth/login, POST",
        "PUT, /api/auth/refresh, POST",
        "DELETE, /api/auth/logout, POST",
        "POST, /api/auth/sessions, GET",
        "GET, /api/auth/sessions/00000000-0000-0000-0000-000000000001, DELETE",
        "PUT, /api/account, 'GET, PATCH'",
        "POST, /api/account, 'GET, PATCH'",
        "POST, /api/account/activity, GET",
        "POST, /api/dev/mail, 'GET, DELETE'"
    })
    void namesTheMethodsThatAPathTakes(String method, String path, String allowed) {
        Answer answer = api.call(method, path).send().isProblem(405, "method_not_allowed");

        assertThat(methods(answer)).containsAll(methods(allowed)).doesNotContain(method);
    }

    @ParameterizedTest
    @Row({"AZ-09", "IN-05"})
    @ValueSource(strings = {"FOO", "get", "PROPFIND", "CONNECT", "MOVE"})
    void refusesMethodsThatNothingTakes(String method) {
        Answer answer = wire.lines(method + " /api/account HTTP/1.1", "Content-Length: 0");

        answer.isProblem(405, "method_not_allowed");
        assertThat(answer.header("Allow")).isPresent();
    }

    @Test
    @Row("AZ-09")
    void echoesNothingToTrace() {
        for (String path : List.of("/", "/api/account", "/health")) {
            Answer answer = wire.lines("TRACE " + path + " HTTP/1.1", "X-Secret: cuckoo");

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.text()).doesNotContain("cuckoo");
        }
    }

    @Test
    void answersHeadLikeGetWithoutABody() {
        String token = people.signedIn().accessToken();

        Answer answer = api.call("HEAD", "/api/account").bearer(token).send().hasStatus(200);

        assertThat(answer.body()).isEmpty();
        assertThat(api.call("HEAD", "/api/account").send().hasStatus(401).body())
                .isEmpty();
        assertThat(api.call("HEAD", "/api/nothing").send().hasStatus(404).body())
                .isEmpty();
    }

    @Test
    void tellsByOptionsWhatAPathTakes() {
        Answer answer = api.call("OPTIONS", "/api/account").send().hasStatus(200);

        assertThat(methods(answer)).contains("GET", "PATCH");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void refusesToAnswerInAnotherFormat() {
        String token = people.signedIn().accessToken();

        for (String format : List.of("text/html", "application/xml", "image/png")) {
            api.get("/api/account")
                    .bearer(token)
                    .header("Accept", format)
                    .send()
                    .isProblem(406, "not_acceptable");
        }
        api.get("/api/account")
                .bearer(token)
                .header("Accept", "text/html, */*;q=0.1")
                .send()
                .hasStatus(200);
    }

    private static Set<String> methods(Answer answer) {
        return methods(answer.header("Allow").orElse(""));
    }

    private static Set<String> methods(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }
}
