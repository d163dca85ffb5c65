package dev.gatehouse.auth.internal.device;

import static dev.gatehouse.auth.internal.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.Client;
import dev.gatehouse.auth.Holder;
import dev.gatehouse.auth.LoginOutcome.SignedIn;
import dev.gatehouse.auth.internal.AuthModule;
import dev.gatehouse.auth.internal.Person;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownDeviceTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";

    private final AuthModule module = AuthModule.withRequiredVerification();
    private final Person owner = new Person(module).registered();
    private final Client home = new Client(origin("198.51.100.1", FIREFOX), Optional.of(cookie()));
    private final Client phone = new Client(origin("198.51.100.2", SAFARI), Optional.of(cookie()));
    private int mailsBefore;

    @BeforeEach
    void signInForTheFirstTime() {
        assertThat(owner.logIn(PASSWORD, home)).isInstanceOf(SignedIn.class);
        mailsBefore = owner.mails().size();
    }

    @Test
    void tellsNobodyOfTheFirstSignIn() {
        assertThat(newDevices()).isZero();
    }

    @Test
    void tellsTheOwnerOfASignInOnANewDevice() {
        owner.logIn(PASSWORD, phone);

        assertThat(newDevices()).isOne();
        assertThat(owner.mails()).hasSize(mailsBefore + 1);
        assertThat(owner.mails().get(0).text())
                .contains("Safari, iPhone", "198.51.100.2", "UTC", "https://id.example.org/account/sessions");
    }

    @Test
    void writesInTheOwnersLanguage() {
        owner.change("locale = 'de'");
        owner.logIn(PASSWORD, phone);

        assertThat(owner.mails().get(0).subject()).isEqualTo("Eine neue Anmeldung bei Ihrem Konto");
    }

    @Test
    void tellsNothingOfADeviceThatComesAgain() {
        owner.logIn(PASSWORD, home);
        Client elsewhere = new Client(origin("203.0.113.9", FIREFOX), home.device());
        owner.logIn(PASSWORD, elsewhere);

        assertThat(newDevices()).isZero();
        assertThat(owner.mails()).hasSize(mailsBefore);
    }

    @Test
    void tellsOfTheSameBrowserElsewhereWithoutItsCookie() {
        owner.logIn(PASSWORD, new Client(origin("203.0.113.9", FIREFOX), Optional.of(cookie())));

        assertThat(newDevices()).isOne();
    }

    @Test
    void tellsOnceOfAProgramThatKeepsNoCookies() {
        for (int i = 0; i < 15; i++) {
            owner.logIn(PASSWORD, new Client(origin("203.0.113.10", "backup-job/2.1"), Optional.of(cookie())));
        }

        assertThat(newDevices()).isOne();
        assertThat(devices()).isEqualTo(11);
        assertThat(module.devices.known(holder(), home)).isPresent();
    }

    @Test
    void knowsADeviceOfItsOwnerOnly() {
        assertThat(module.devices.known(holder(), home)).isPresent();
        assertThat(module.devices.known(holder(), new Client(home.origin(), Optional.of(cookie()))))
                .isEmpty();
        assertThat(module.devices.known(new Holder(Holder.Kind.ADMIN, owner.id()), home))
                .isEmpty();
        assertThat(module.devices.known(new Holder(Holder.Kind.USER, UUID.randomUUID()), home))
                .isEmpty();
    }

    @Test
    void tellsOfADeviceThatWasForgotten() {
        module.database.inTransaction(() -> module.devices.forget(holder()));

        assertThat(module.devices.known(holder(), home)).isEmpty();
        owner.logIn(PASSWORD, home);
        assertThat(newDevices()).isOne();
        assertThat(module.devices.known(holder(), home)).isPresent();
    }

    @Test
    void keepsNeitherCookieNorAddress() {
        String row = module.database.query("SELECT CAST(row_to_json(d) AS text) FROM auth.known_device d"
                + " WHERE holder_id = '" + owner.id() + "'");

        assertThat(row)
                .contains("Firefox, Linux")
                .doesNotContain("198.51.100.1", home.device().orElseThrow());
    }

    private int newDevices() {
        return owner.recorded("login.new_device", "success");
    }

    private int devices() {
        return owner.count("auth.known_device WHERE holder_id = '" + owner.id() + "'");
    }

    private Holder holder() {
        return new Holder(Holder.Kind.USER, owner.id());
    }

    private static String cookie() {
        return UUID.randomUUID().toString();
    }

    private static Origin origin(String address, String agent) {
        return new Origin(Optional.empty(), Optional.of(address), Optional.of(agent));
    }
}
