package dev.gatehouse.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gatehouse.web.testing.InChromium;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReducedMotionIT extends InChromium {

    private static final String MOVING = "() => [...document.querySelectorAll('*')].map(e => getComputedStyle(e))"
            + ".filter(s => [...s.transitionDuration.split(','), ...s.animationDuration.split(',')]"
            + ".some(time => parseFloat(time) > 0)).length";

    @Test
    void nothingMovesForWhoAsksForThat() {
        Page page = open(browser());
        for (String path : List.of("/", "/signup")) {
            page.navigate(path);
            assertThat(moving(page, ReducedMotion.REDUCE)).isZero();
            assertThat(moving(page, ReducedMotion.NO_PREFERENCE)).isPositive();
        }
    }

    private static int moving(Page page, ReducedMotion wish) {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(wish));
        return ((Number) page.evaluate(MOVING)).intValue();
    }
}
