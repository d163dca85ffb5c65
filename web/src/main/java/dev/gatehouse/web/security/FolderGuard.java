package dev.gatehouse.web.security;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Takes the addresses of the application's folders from the container, which would redirect {@code /docs} to
 * {@code /docs/} ahead of every filter: with whatever host the request names, and with a banner.
 */
@WebListener
public class FolderGuard implements ServletContextListener {

    /** Folders that are there for the container alone, see {@code web/pom.xml}. */
    private static final String MARKER = "/WEB-INF__";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        guard(context, context.addServlet("folders", new Folders()), "/");
    }

    private static void guard(ServletContext context, ServletRegistration servlet, String folder) {
        Set<String> paths = context.getResourcePaths(folder);
        if (paths == null) {
            return;
        }
        for (String path : paths) {
            boolean ours = path.endsWith("/") && !path.startsWith("/WEB-INF/") && !path.startsWith("/META-INF/");
            if (ours) {
                // A folder that is a page or a servlet too stays that: the mapping is refused then, as it should be.
                servlet.addMapping(path.substring(0, path.length() - 1));
                if (path.startsWith(MARKER)) {
                    servlet.addMapping(path + "*");
                } else {
                    guard(context, servlet, path);
                }
            }
        }
    }

    /** A folder is nothing that can be asked for. */
    private static final class Folders extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
