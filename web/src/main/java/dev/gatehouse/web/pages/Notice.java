package dev.gatehouse.web.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a page may say after a redirect. A closed list: nobody can make our pages say something by a link. */
public enum Notice {
    CHECK_MAIL,
    LINK_SENT,
    VERIFIED,
    WELCOME,
    SIGNED_OUT,
    SAVED,
    SESSION_ENDED,
    OTHERS_ENDED,
    EMPTIED,
    CHALLENGE_EXPIRED,
    CODE_SENT,
    APP_OFF,
    MAIL_CODES_ON,
    MAIL_CODES_OFF,
    RESET_SENT,
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    EMAIL_CHANGE_SENT,
    EMAIL_CHANGED,
    EMAIL_RESTORED,
    ACCOUNT_SECURED,
    UNLOCKED,
    INVITATION_ACCEPTED,
    FILES_KEPT,
    FILE_DELETED,
    PICTURE_CHANGED,
    PICTURE_REMOVED,
    ADMIN_READY,
    STORAGE_WORKS,
    STORAGE_FAILED,
    MIGRATION_STARTED;

    /** The query parameter. */
    public static final String PARAMETER = "notice";

    static Optional<Notice> of(String code) {
        return Arrays.stream(values())
                .filter(notice -> notice.code().equals(code))
                .findFirst();
    }

    /** For a link that has parameters of its own. */
    public String asParameter() {
        return PARAMETER + "=" + code();
    }

    /** As it stands in addresses and keys. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
