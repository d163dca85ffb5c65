package dev.gatehouse.web.export;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.auth.AccountExport.Exported;
import dev.gatehouse.web.account.ActivityResource.ActivityItem;
import dev.gatehouse.web.auth.SessionsResource.SessionItem;
import dev.gatehouse.web.auth.UserView;
import dev.gatehouse.web.json.JsonConfiguration;
import dev.gatehouse.web.security.Caller;
import jakarta.json.bind.Jsonb;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** What is known of an account, in the very words of the API; the trail, which may be long, part by part. */
final class AccountJson {

    private static final int PAGE = 200;
    private static final Jsonb JSON = new JsonConfiguration().getContext(AccountJson.class);

    private final ExportParts parts;
    private final Caller owner;
    private final Exported exported;
    private final int missing;

    /** @param missing how many files the zip does not hold */
    AccountJson(ExportParts parts, Caller owner, Exported exported, int missing) {
        this.parts = parts;
        this.owner = owner;
        this.exported = exported;
        this.missing = missing;
    }

    void writeTo(OutputStream out) throws IOException {
        List<SessionItem> sessions = parts.sessions().of(owner.accountId()).stream()
                .map(session -> SessionItem.of(session, owner.sessionId()))
                .toList();
        write(out, "{\"exportedAt\":" + JSON.toJson(parts.clock().instant()));
        write(out, ",\n\"complete\":" + (missing == 0) + ",\"missingFiles\":" + missing);
        write(out, ",\n\"profile\":" + JSON.toJson(UserView.of(exported.account())));
        write(out, ",\n\"sessions\":" + JSON.toJson(sessions));
        // Nobody can link an account of another service yet.
        write(out, ",\n\"connections\":[]");
        write(out, ",\n\"consents\":" + JSON.toJson(exported.consents()));
        write(out, ",\n\"activity\":[");
        writeActivity(out);
        write(out, "]}\n");
    }

    private void writeActivity(OutputStream out) throws IOException {
        String separator = "\n";
        OptionalLong before = OptionalLong.empty();
        do {
            Activity.Page page = parts.activity().of(owner.accountId(), PAGE, before);
            for (var event : page.events()) {
                write(out, separator + JSON.toJson(ActivityItem.of(event)));
                separator = ",\n";
            }
            before = page.next();
        } while (before.isPresent());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
