package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EventTypeTest {

    /** Section 9 of the contract, word for word: clients filter by these names. */
    private static final List<String> PROMISED = List.of(
            """
            login.succeeded login.failed login.challenged login.challenge_failed login.throttled login.locked
            login.new_device login.social_succeeded login.social_failed
            account.registered account.email_verified account.verification_sent account.email_change_requested
            account.email_changed account.password_changed account.password_reset_requested account.password_reset
            account.profile_changed account.picture_changed account.totp_enabled account.totp_disabled
            account.email_otp_enabled account.email_otp_disabled account.recovery_codes_replaced
            account.recovery_code_used account.connected account.disconnected account.exported account.deleted
            account.invitation_accepted
            session.started session.ended session.revoked session.all_revoked session.expired
            session.fingerprint_changed session.token_reused
            admin.login_succeeded admin.login_failed admin.user_viewed admin.user_disabled admin.user_enabled
            admin.user_unlocked admin.user_deleted admin.password_reset_forced admin.sessions_revoked
            admin.invitation_created admin.invitation_revoked admin.admin_created admin.admin_changed
            admin.audit_exported admin.keys_rotated admin.storage_migrated admin.alert_acknowledged
            security.rate_limited security.access_denied security.csrf_refused security.suspicious_activity
            security.checkpoint_signed security.verification_failed
            file.uploaded file.downloaded file.deleted file.refused file.fallback_used
            """
                    .strip()
                    .split("\\s+"));

    @Test
    void refusesANameThatNoEventHas() {
        assertThatThrownBy(() -> EventType.named("login.guessed")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasTheNamesThatTheContractPromises() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::eventName))
                .containsExactlyInAnyOrderElementsOf(PROMISED);
    }

    @Test
    void isFoundByItsName() {
        assertThat(PROMISED).allSatisfy(name -> assertThat(EventType.named(name).eventName())
                .isEqualTo(name));
    }

    @Test
    void belongsToTheCategoryThatItsNameBeginsWith() {
        assertThat(EventType.values()).allSatisfy(type -> assertThat(type.eventName())
                .startsWith(type.category().name().toLowerCase(Locale.ROOT) + "."));
    }
}
