/**
 * Mail: written to {@code auth.mail_outbox} in the transaction of its cause ({@link
 * dev.gatehouse.auth.internal.mail.Mails}), delivered at least once by a sender that no slow server, refusing address or
 * crash can stop ({@code MailSender}). A new mail is a constant of {@link dev.gatehouse.auth.internal.mail.MailKind} and
 * its keys in both bundles.
 */
package dev.gatehouse.auth.internal.mail;
