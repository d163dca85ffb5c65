package dev.gatehouse.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.testing.OverHttp;
import dev.gatehouse.web.testing.People;
import org.junit.jupiter.api.Test;

class SignUpIT extends OverHttp {

    @Test
    void answersTheSameForANewAndForAKnownAddress() {
        String known = people.verified();

        var ofKnown = people.signUp(known, People.PASSWORD);
        var ofNew = people.signUp(people.address(), People.PASSWORD);

        assertThat(ofKnown.status()).isEqualTo(ofNew.status()).isEqualTo(202);
        assertThat(ofKnown.text()).isEqualTo(ofNew.text()).isEqualTo("{\"status\":\"verification_sent\"}");
        assertThat(ofKnown.headers().map().keySet())
                .isEqualTo(ofNew.headers().map().keySet());
    }
}
