package dev.gatehouse.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "jdbc:postgresql://db/x", "postgresql://db/x", "postgresql://u:p@db", "postgresql://u:p@/x"})
    void refusesWhatIsNoConnectionUri(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsEveryPart() {
        PostgresUrl url = PostgresUrl.parse("postgresql://ann:p%40ss+w%2Fd@db.example:6543/accounts?sslmode=require");

        assertThat(url.user()).isEqualTo("ann");
        assertThat(url.password()).isEqualTo("p@ss+w/d");
        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).isEqualTo(6543);
        assertThat(url.database()).isEqualTo("accounts");
        assertThat(url.parameters()).containsEntry("sslmode", "require");
    }

    @Test
    void writesWhatItReads() {
        String text = "postgresql://ann:p%40ss%2Bw%2Fd@db.example:6543/accounts?sslmode=require";

        assertThat(PostgresUrl.parse(text).text()).isEqualTo(text);
    }

    @Test
    void keepsThePasswordToItself() {
        assertThat(PostgresUrl.parse("postgresql://ann:secret@db/accounts"))
                .asString()
                .doesNotContain("secret");
    }
}
