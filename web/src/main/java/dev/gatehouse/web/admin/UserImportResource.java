package dev.gatehouse.web.admin;

import dev.gatehouse.audit.Origin;
import dev.gatehouse.auth.AdminRole;
import dev.gatehouse.auth.ImportSummary;
import dev.gatehouse.auth.ImportedLine;
import dev.gatehouse.auth.ImportedUser;
import dev.gatehouse.auth.UserImport;
import dev.gatehouse.web.json.JsonLines;
import dev.gatehouse.web.security.CurrentAdmin;
import dev.gatehouse.web.security.NeedsRole;
import dev.gatehouse.web.security.RequestOrigin;
import dev.gatehouse.web.text.FieldErrors;
import dev.gatehouse.web.text.Languages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes users over from another system. Nothing is held whole: lines come in and answers go out by the batch. */
@Path("/admin/users/import")
@RequestScoped
@NeedsRole(AdminRole.ADMIN)
@Consumes({UserImportResource.LINES, "application/x-ndjson"})
@Produces(UserImportResource.LINES)
@SecurityRequirement(name = "bearer")
@Tag(ref = "Administration")
public class UserImportResource {

    static final String LINES = "application/jsonl";

    /** Asked for once: the methods of {@code Json} search the class path at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    @Inject
    private UserImport userImport;

    @Inject
    private CurrentAdmin admin;

    @Context
    private HttpServletRequest request;

    /** A user as it stands in a line. */
    public record UserLine(
            String email,
            String passwordHash,
            String firstName,
            String lastName,
            String userType,
            String locale,
            Boolean emailVerified) {

        ImportedUser user() {
            return new ImportedUser(
                    email,
                    Optional.ofNullable(passwordHash),
                    firstName,
                    lastName,
                    Optional.ofNullable(userType),
                    Optional.ofNullable(locale),
                    Boolean.TRUE.equals(emailVerified));
        }

        @Override
        public String toString() {
            return "UserLine";
        }
    }

    @POST
    @Operation(
            summary = "Import users, one JSON object a line",
            description = "Fields: email, passwordHash (Argon2id, bcrypt or PBKDF2), firstName, lastName, userType,"
                    + " locale, emailVerified. At most 10,000 lines; each is taken as a whole or not at all. Answers a"
                    + " line each: {line, result, id, errors}, and a last one with the counts; complete is false if"
                    + " there were more lines, which were not read.")
    public Response importUsers(InputStream body) {
        UUID adminId = admin.id();
        Origin origin = RequestOrigin.of(request);
        Locale locale = Languages.of(request);
        Iterator<Optional<ImportedUser>> users = users(body);
        StreamingOutput answer = out -> importUsers(users, adminId, origin, locale, out);
        return Response.ok(answer).header("Cache-Control", "no-store").build();
    }

    private static Iterator<Optional<ImportedUser>> users(InputStream body) {
        JsonLines<UserLine> lines = new JsonLines<>(new BufferedInputStream(body), UserLine.class);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public Optional<ImportedUser> next() {
                return lines.next().map(UserLine::user);
            }
        };
    }

    private void importUsers(
            Iterator<Optional<ImportedUser>> users, UUID adminId, Origin origin, Locale locale, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        ImportSummary summary =
                userImport.importUsers(users, adminId, origin, line -> write(json(line, locale), writer));
        write(
                JSON.createObjectBuilder()
                        .add("created", summary.created())
                        .add("existing", summary.existing())
                        .add("invalid", summary.invalid())
                        .add("complete", summary.complete())
                        .build(),
                writer);
        writer.flush();
    }

    private static JsonObject json(ImportedLine line, Locale locale) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("line", line.number())
                .add("result", line.result().name().toLowerCase(Locale.ROOT));
        line.accountId().ifPresent(id -> json.add("id", id.toString()));
        if (!line.errors().isEmpty()) {
            JsonArrayBuilder errors = JSON.createArrayBuilder();
            line.errors()
                    .forEach(error -> errors.add(JSON.createObjectBuilder()
                            .add("field", error.field())
                            .add("message", FieldErrors.message(error, locale))));
            json.add("errors", errors);
        }
        return json.build();
    }

    private static void write(JsonObject line, Writer writer) {
        try {
            writer.write(line.toString());
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
