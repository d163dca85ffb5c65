package dev.gatehouse.web.files;

import dev.gatehouse.storage.Files;
import dev.gatehouse.storage.Pictures;
import dev.gatehouse.storage.StoredFile;
import dev.gatehouse.web.pages.Assets;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as the page {@code /account/files} links to it: its content, from where the API has it, and a small view. Who has
 * been signed out meanwhile, or follows a link to what is gone, gets a page and no problem document.
 */
@WebServlet("/account/files/*")
public class OwnFileServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Pattern PATH =
            Pattern.compile("/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/(content|preview)");
    private static final String PREVIEW = "preview";

    @Inject
    private transient Files files;

    @Inject
    private transient Pictures pictures;

    @Inject
    private transient Assets assets;

    @Inject
    private transient CurrentCaller currentCaller;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Matcher path = PATH.matcher(request.getPathInfo() == null ? "" : request.getPathInfo());
        Optional<StoredFile> file = path.matches()
                ? files.find(currentCaller.get().accountId(), UUID.fromString(path.group(1)))
                : Optional.empty();
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (path.group(2).equals(PREVIEW)) {
            preview(file.get(), request, response);
        } else {
            request.getRequestDispatcher("/api/files/" + file.get().id() + "/content")
                    .forward(request, response);
        }
    }

    private void preview(StoredFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String tag = "\"preview-" + file.sha256() + '"';
        if (EntityTags.match(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            headers(tag, response);
            return;
        }
        Optional<Pictures.Content> drawn = pictures.preview(file.accountId(), file.id());
        if (drawn.isEmpty()) {
            WayOn.to(assets.of("file.svg"), response);
            return;
        }
        headers(tag, response);
        response.setContentType(drawn.get().picture().contentType());
        response.setContentLength(drawn.get().bytes().length);
        response.getOutputStream().write(drawn.get().bytes());
    }

    private static void headers(String tag, HttpServletResponse response) {
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", ShownPicture.CACHED);
        response.setHeader("Content-Security-Policy", ShownPicture.POLICY);
    }
}
