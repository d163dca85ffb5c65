package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Images;
import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Answer;
import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Shelf;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What forms do is done for forms only: Faces itself runs an action for any request with a view state (WB-01). */
class FormActionIT extends OverHttp {

    private static final String VIEW_STATE = "jakarta.faces.ViewState=stateless";

    @ParameterizedTest
    @Row("WB-01")
    @ValueSource(
            strings = {
                "/login?signIn=signIn&enter=x&email=%s&password=Correct-Horse-42",
                "/signup?signUp=signUp&create=x&firstName=A&email=new-%s&password=Correct-Horse-42&acceptTerms=on",
                "/verify?verify=verify&confirm=x&token=x",
                "/account?profileForm=profileForm&firstName=Hacked&save=x",
                "/account?removePictureForm=removePictureForm&removePicture=x",
                "/account/files?deleteForm=deleteForm&deleteFile=x&delete=%f",
                "/account/sessions?sessions=sessions&endOthers=x",
                "/account/security?mailedCodes=mailedCodes&mailOn=x",
                "/account/security?totpBegin=totpBegin&setUpApp=x",
                "/challenge?sendForm=sendForm&sendCode=x",
                "/enrolment?totpBegin=totpBegin&setUpApp=x",
                "/dev/mail?mails=mails&empty=x",
                "/?x=y"
            })
    void refusesALinkThatBearsAViewState(String link) {
        String address = people.verified();
        String session = api.post("/api/auth/login?mode=cookie")
                .json("email", address, "password", People.PASSWORD)
                .send()
                .hasStatus(200)
                .cookie("gatehouse_session")
                .orElseThrow();
        Shelf shelf = new Shelf(api, people.signIn(address));
        String file = shelf.put("a.png", "image/png", Images.png(9, 9)).text("id");
        shelf.call("PUT", "/api/account/picture")
                .body("image/png", BodyPublishers.ofByteArray(Images.png(9, 9)))
                .send()
                .hasStatus(204);
        String asked = link.replace("%s", address).replace("%f", file) + "&" + VIEW_STATE;
        Map<String, Long> before = rows.counts();

        for (String method : new String[] {"GET", "HEAD"}) {
            Answer answer = api.call(method, asked)
                    .header("Cookie", "gatehouse_session=" + session)
                    .send();

            assertThat(answer.status()).as(method).isEqualTo(400);
            assertThat(answer.cookie("gatehouse_session")).isEmpty();
        }

        assertThat(rows.counts()).isEqualTo(before);
        assertThat(rows.text("SELECT first_name FROM auth.account WHERE email = ?", address))
                .isEqualTo("Ada");
        assertThat(mailbox.to(address)).isNotEmpty();
    }
}
