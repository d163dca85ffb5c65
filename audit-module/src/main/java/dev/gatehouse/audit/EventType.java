package dev.gatehouse.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed list of what the trail can tell. The names are part of the public contract. */
public enum EventType {
    LOGIN_SUCCEEDED("login.succeeded"),
    LOGIN_FAILED("login.failed"),
    LOGIN_CHALLENGED("login.challenged"),
    LOGIN_CHALLENGE_FAILED("login.challenge_failed"),
    LOGIN_THROTTLED("login.throttled"),
    LOGIN_LOCKED("login.locked"),
    LOGIN_NEW_DEVICE("login.new_device"),
    LOGIN_SOCIAL_SUCCEEDED("login.social_succeeded"),
    LOGIN_SOCIAL_FAILED("login.social_failed"),
    ACCOUNT_REGISTERED("account.registered"),
    ACCOUNT_EMAIL_VERIFIED("account.email_verified"),
    ACCOUNT_VERIFICATION_SENT("account.verification_sent"),
    ACCOUNT_EMAIL_CHANGE_REQUESTED("account.email_change_requested"),
    ACCOUNT_EMAIL_CHANGED("account.email_changed"),
    ACCOUNT_PASSWORD_CHANGED("account.password_changed"),
    ACCOUNT_PASSWORD_RESET_REQUESTED("account.password_reset_requested"),
    ACCOUNT_PASSWORD_RESET("account.password_reset"),
    ACCOUNT_PROFILE_CHANGED("account.profile_changed"),
    ACCOUNT_PICTURE_CHANGED("account.picture_changed"),
    ACCOUNT_TOTP_ENABLED("account.totp_enabled"),
    ACCOUNT_TOTP_DISABLED("account.totp_disabled"),
    ACCOUNT_EMAIL_OTP_ENABLED("account.email_otp_enabled"),
    ACCOUNT_EMAIL_OTP_DISABLED("account.email_otp_disabled"),
    ACCOUNT_RECOVERY_CODES_REPLACED("account.recovery_codes_replaced"),
    ACCOUNT_RECOVERY_CODE_USED("account.recovery_code_used"),
    ACCOUNT_CONNECTED("account.connected"),
    ACCOUNT_DISCONNECTED("account.disconnected"),
    ACCOUNT_EXPORTED("account.exported"),
    ACCOUNT_DELETED("account.deleted"),
    ACCOUNT_INVITATION_ACCEPTED("account.invitation_accepted"),
    SESSION_STARTED("session.started"),
    SESSION_ENDED("session.ended"),
    SESSION_REVOKED("session.revoked"),
    SESSION_ALL_REVOKED("session.all_revoked"),
    SESSION_EXPIRED("session.expired"),
    SESSION_FINGERPRINT_CHANGED("session.fingerprint_changed"),
    SESSION_TOKEN_REUSED("session.token_reused"),
    ADMIN_LOGIN_SUCCEEDED("admin.login_succeeded"),
    ADMIN_LOGIN_FAILED("admin.login_failed"),
    ADMIN_USER_VIEWED("admin.user_viewed"),
    ADMIN_USER_DISABLED("admin.user_disabled"),
    ADMIN_USER_ENABLED("admin.user_enabled"),
    ADMIN_USER_UNLOCKED("admin.user_unlocked"),
    ADMIN_USER_DELETED("admin.user_deleted"),
    ADMIN_PASSWORD_RESET_FORCED("admin.password_reset_forced"),
    ADMIN_SESSIONS_REVOKED("admin.sessions_revoked"),
    ADMIN_INVITATION_CREATED("admin.invitation_created"),
    ADMIN_INVITATION_REVOKED("admin.invitation_revoked"),
    ADMIN_ADMIN_CREATED("admin.admin_created"),
    ADMIN_ADMIN_CHANGED("admin.admin_changed"),
    ADMIN_AUDIT_EXPORTED("admin.audit_exported"),
    ADMIN_KEYS_ROTATED("admin.keys_rotated"),
    ADMIN_STORAGE_MIGRATED("admin.storage_migrated"),
    ADMIN_ALERT_ACKNOWLEDGED("admin.alert_acknowledged"),
    SECURITY_RATE_LIMITED("security.rate_limited"),
    SECURITY_ACCESS_DENIED("security.access_denied"),
    SECURITY_CSRF_REFUSED("security.csrf_refused"),
    SECURITY_SUSPICIOUS_ACTIVITY("security.suspicious_activity"),
    SECURITY_CHECKPOINT_SIGNED("security.checkpoint_signed"),
    SECURITY_VERIFICATION_FAILED("security.verification_failed"),
    FILE_UPLOADED("file.uploaded"),
    FILE_DOWNLOADED("file.downloaded"),
    FILE_DELETED("file.deleted"),
    FILE_REFUSED("file.refused"),
    FILE_FALLBACK_USED("file.fallback_used");

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::eventName, Function.identity()));

    private final String eventName;

    EventType(String eventName) {
        this.eventName = eventName;
    }

    /** The name as clients see it, such as {@code login.succeeded}. */
    public String eventName() {
        return eventName;
    }

    /** The part of the name before the dot. */
    public Category category() {
        return Category.valueOf(eventName.substring(0, eventName.indexOf('.')).toUpperCase(Locale.ROOT));
    }

    /** @throws IllegalArgumentException if no event has this name */
    public static EventType named(String eventName) {
        EventType type = BY_NAME.get(eventName);
        if (type == null) {
            throw new IllegalArgumentException("no such event: " + eventName);
        }
        return type;
    }
}
