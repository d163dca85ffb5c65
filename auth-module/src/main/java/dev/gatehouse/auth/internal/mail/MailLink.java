package dev.gatehouse.auth.internal.mail;

import dev.gatehouse.auth.Holder;

/**
 * Where a button of a mail leads.
 *
 * @param path of the users' page, below the public URL, with facts in braces
 */
record MailLink(String path) {

    private static final String ADMINS = "/admin";
    private static final String OWN_PAGES = "/account/";
    private static final String INVITATION = "/invitation?";

    /** The page of this kind of reader. Admins have the same below a folder of their own. */
    String of(Holder.Kind reader) {
        if (leadsHome(reader)) {
            return ADMINS;
        }
        return reader == Holder.Kind.ADMIN && !path.startsWith(INVITATION) ? ADMINS + path : path;
    }

    /** Whether the reader has no such page, and the button opens the console instead. */
    boolean leadsHome(Holder.Kind reader) {
        return reader == Holder.Kind.ADMIN && path.startsWith(OWN_PAGES);
    }
}
