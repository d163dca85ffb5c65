package dev.gatehouse.pictureimport;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds the account that a file is named after. */
final class Users {

    private final Api api;

    Users(Api api) {
        this.api = api;
    }

    /** An account, as far as it matters here. */
    record User(String id, boolean disabled) {}

    /** @param who an id or an address; part of one is nobody */
    Optional<User> find(String who) {
        String search = "/api/admin/users?limit=200&query=" + encoded(who);
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            String from = cursor.get().isEmpty() ? "" : "&cursor=" + encoded(cursor.get());
            Answer page = api.get(search + from).expect(200);
            Optional<User> found = in(page, who);
            if (found.isPresent()) {
                return found;
            }
            cursor = page.field("nextCursor");
        }
        return Optional.empty();
    }

    private static Optional<User> in(Answer page, String who) {
        List<String> ids = page.fields("id");
        List<String> addresses = page.fields("email");
        List<String> standings = page.fields("status");
        if (ids.size() != addresses.size() || ids.size() != standings.size()) {
            throw new ImportRefused("The server's list of users cannot be read");
        }
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).equals(who) || addresses.get(i).equals(who)) {
                return Optional.of(new User(ids.get(i), standings.get(i).equals("disabled")));
            }
        }
        return Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
