package dev.gatehouse.web.files;

import dev.gatehouse.auth.Account;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.storage.Pictures.Content;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** The answer that shows somebody. It always does: without a picture, or while its backend is away, by initials. */
@ApplicationScoped
class ShownPicture {

    static final String POLICY = "sandbox; default-src 'none'";
    /** Kept by the browser of the one who asked, and asked about again each time: it may have changed. */
    static final String CACHED = "private, no-cache";

    private final Pictures pictures;

    @Inject
    ShownPicture(Pictures pictures) {
        this.pictures = pictures;
    }

    /** @param servletResponse the container would add its own encoding to every type, a picture's too */
    Response of(Account account, String ifNoneMatch, HttpServletResponse servletResponse) {
        servletResponse.setCharacterEncoding(null);
        return unchanged(account.id(), ifNoneMatch)
                .or(() -> pictures.read(account.id()).map(ShownPicture::shown))
                .orElseGet(() -> initials(account));
    }

    private Optional<Response> unchanged(UUID id, String ifNoneMatch) {
        return Optional.ofNullable(ifNoneMatch)
                .flatMap(known -> pictures.find(id))
                .filter(found -> EntityTags.match(ifNoneMatch, tag(found)))
                .map(found -> headers(Response.notModified(), found).build());
    }

    private static Response shown(Content content) {
        return headers(Response.ok(content.bytes(), content.picture().contentType()), content.picture())
                .build();
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, Pictures.Picture picture) {
        return response.header("ETag", tag(picture))
                .header("Cache-Control", CACHED)
                .header("Content-Security-Policy", POLICY);
    }

    private static Response initials(Account account) {
        return Response.ok(Initials.of(account).svg(), "image/svg+xml;charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    private static String tag(Pictures.Picture picture) {
        return '"' + picture.sha256() + '"';
    }
}
