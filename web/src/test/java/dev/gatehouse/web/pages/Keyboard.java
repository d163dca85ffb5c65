package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;

/** The hands of somebody who uses no mouse, and the eyes that must see where they are. */
final class Keyboard {

    private static final int PATIENCE = 60;
    private static final String SHOWS = "element => { const style = getComputedStyle(element);"
            + " const box = element.getBoundingClientRect();"
            + " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"
            + " && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight"
            + " && box.right > 0 && box.left < innerWidth }";

    /** What a script hides is none: it puts something in its place. */
    private static final String STOPS =
            "a[href]:visible, button:visible, input:not([type=hidden]):visible, select:visible";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Demands of each of these pages that it has no stop which the keyboard misses, or meets out of turn. */
    static void reachesEveryStop(Page page, List<String> paths) {
        for (String path : paths) {
            page.navigate(path);
            reachesEveryStop(page);
        }
    }

    /** The same of what the page shows now; it must have been loaded just before. */
    static void reachesEveryStop(Page page) {
        Keyboard keyboard = new Keyboard(page);
        for (Locator stop : page.locator(STOPS).all()) {
            keyboard.tab();
            assertThat(stop.and(keyboard.focused()).count())
                    .as(page.url() + ": " + stop.evaluate("element => element.outerHTML"))
                    .isEqualTo(1);
        }
    }

    /** Goes on to the next stop that matches, and demands that every stop on the way can be seen. */
    void tabTo(String selector) {
        PlaywrightAssertions.assertThat(page.locator(selector).first()).isAttached();
        for (int i = 0; i < PATIENCE; i++) {
            tab();
            if (page.locator(selector).and(focused()).count() > 0) {
                return;
            }
        }
        throw new AssertionError(selector + " cannot be reached with the keyboard on " + page.url());
    }

    void tab() {
        press("Tab");
        if (focused().count() > 0) {
            assertThat(focused().evaluate(SHOWS))
                    .as("the focus can be seen on " + focused().evaluate("element => element.outerHTML"))
                    .isEqualTo(true);
        }
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** Where the focus is. */
    Locator focused() {
        return page.locator(":focus");
    }
}
