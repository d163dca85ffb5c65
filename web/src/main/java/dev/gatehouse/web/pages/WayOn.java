package dev.gatehouse.web.pages;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;

/** Where a page sends its visitor: always to a path of ours, and by 303, so that reloading repeats nothing. */
public final class WayOn {

    private WayOn() {}

    public static void to(String path) {
        FacesContext faces = FacesContext.getCurrentInstance();
        to(path, (HttpServletResponse) faces.getExternalContext().getResponse());
        faces.responseComplete();
    }

    public static void to(String path, Notice notice) {
        to(path + "?" + Notice.PARAMETER + "=" + notice.code());
    }

    /** The container's own redirect would name scheme and host, and behind a proxy the wrong ones. */
    public static void to(String path, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }

    public static void to(String path, Notice notice, HttpServletResponse response) {
        to(path + "?" + Notice.PARAMETER + "=" + notice.code(), response);
    }
}
