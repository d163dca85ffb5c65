package dev.gatehouse.auth.internal.mail;

import java.util.Locale;
import java.util.Map;

/** Placeholder. */
public interface Mails {
    boolean send(MailKind kind, String to, Locale locale, Map<String, String> values);
}
