package dev.gatehouse.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.EventType;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.audit.RecordedEvent;
import dev.gatehouse.testing.ModuleDatabase;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PersonalDataTest {

    private static final ModuleDatabase DATABASE = new ModuleDatabase("audit", "audit");
    private static final HexFormat HEX = HexFormat.of();

    private final AuditTrail trail = AuditFixtures.trail(DATABASE.entityManager());
    private final Activity activity = AuditFixtures.activity(DATABASE.entityManager());
    private final UUID account = UUID.randomUUID();

    @Test
    void isEncodedAsDocumented() {
        assertThat(encoded("ada@example.org", "192.0.2.1", null))
                .isEqualTo("01" + "010000000f616461406578616d706c652e6f7267" + "01000000093139322e302e322e31" + "00");
    }

    @Test
    void isEncodedWithoutAmbiguity() {
        assertThat(new String[] {
                    encoded("a", "b", "c"),
                    encoded("ab", "", "c"),
                    encoded("a", "bc", ""),
                    encoded("", "a", "bc"),
                    encoded("abc", null, null),
                    encoded(null, "abc", null),
                    encoded(null, null, "abc"),
                    encoded("abc", "", null),
                    encoded("abc", null, "")
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void canBeCheckedAgainstTheCommitmentByAnyoneWhoHasTheRow() throws Exception {
        UUID event = append(withPersonalData());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HEX.parseHex(personal(event, "encode(salt, 'hex')")), "HmacSHA256"));
        byte[] message = HEX.parseHex("01"
                + "010000000f616461406578616d706c652e6f7267"
                + "01000000093139322e302e322e31"
                + "010000000746697265666f78");
        assertThat(commitment(event)).isEqualTo(HEX.formatHex(mac.doFinal(message)));
    }

    @Test
    void isCommittedToUnderAnotherSaltEachTime() {
        UUID one = append(withPersonalData());
        UUID other = append(withPersonalData());
        assertThat(personal(one, "encode(salt, 'hex')")).isNotEqualTo(personal(other, "encode(salt, 'hex')"));
        assertThat(commitment(one)).isNotEqualTo(commitment(other));
    }

    @Test
    void leavesNoRowAndNoCommitmentWhereThereIsNone() {
        UUID event = append(AuditEvent.success(EventType.SESSION_EXPIRED, Actor.system(), Origin.none())
                .about(account));
        assertThat(personal(event, "event_id")).isNull();
        assertThat(commitment(event)).isNull();
    }

    @Test
    void isErasedWhileTheEventAndItsCommitmentStay() throws SQLException {
        UUID event = append(withPersonalData());
        String commitment = commitment(event);
        eraseAsApplication(event);

        RecordedEvent remaining =
                activity.of(account, 1, OptionalLong.empty()).events().get(0);
        assertThat(remaining.id()).isEqualTo(event);
        assertThat(remaining.email()).isEmpty();
        assertThat(remaining.ipAddress()).isEmpty();
        assertThat(remaining.userAgent()).isEmpty();
        assertThat(commitment(event)).isNotNull().isEqualTo(commitment);
    }

    @Test
    void isNotInItsText() {
        assertThat(PersonalData.of(withPersonalData()).toString()).doesNotContain("ada", "192", "Firefox");
    }

    private AuditEvent withPersonalData() {
        Origin origin = new Origin(Optional.of("r"), Optional.of("192.0.2.1"), Optional.of("Firefox"));
        return AuditEvent.success(EventType.LOGIN_SUCCEEDED, Actor.user(account), origin)
                .withEmail("ada@example.org");
    }

    private UUID append(AuditEvent event) {
        DATABASE.inTransaction(() -> trail.record(event));
        return activity.of(account, 1, OptionalLong.empty()).events().get(0).id();
    }

    private static String encoded(String email, String ipAddress, String userAgent) {
        return HEX.formatHex(new PersonalData(
                        Optional.ofNullable(email), Optional.ofNullable(ipAddress), Optional.ofNullable(userAgent))
                .encoded());
    }

    private static String commitment(UUID event) {
        return DATABASE.query("SELECT encode(personal_commitment, 'hex') FROM audit.event WHERE id = '" + event + "'");
    }

    private static String personal(UUID event, String column) {
        return DATABASE.query("SELECT " + column + " FROM audit.personal_data WHERE event_id = '" + event + "'");
    }

    private static void eraseAsApplication(UUID event) throws SQLException {
        try (var connection = DATABASE.asApplication().getConnection();
                var erasure = connection.prepareStatement("DELETE FROM audit.personal_data WHERE event_id = ?")) {
            erasure.setObject(1, event);
            assertThat(erasure.executeUpdate()).isEqualTo(1);
        }
    }
}
