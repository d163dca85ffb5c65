package dev.gatehouse.web.account;

import dev.gatehouse.storage.Pictures;
import dev.gatehouse.web.pages.Notice;
import dev.gatehouse.web.pages.Visitor;
import dev.gatehouse.web.pages.WayOn;
import dev.gatehouse.web.security.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Whether the visitor has a picture, and the way to be rid of it. */
@Named
@RequestScoped
public class PicturePage {

    @Inject
    private Pictures pictures;

    @Inject
    private Visitor visitor;

    @Inject
    private HttpServletRequest request;

    private Boolean present;

    public boolean isPresent() {
        if (present == null) {
            present = pictures.find(visitor.getAccount().id()).isPresent();
        }
        return present;
    }

    public void remove() {
        pictures.remove(visitor.getAccount().id(), RequestOrigin.of(request));
        WayOn.to("/account", Notice.PICTURE_REMOVED);
    }
}
