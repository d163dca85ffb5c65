package dev.gatehouse.web.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.gatehouse.web.testing.InChromium;
import org.junit.jupiter.api.Test;

/** What fails every test in the browser: were the browser not heard, they would all pass. */
class ComplaintsIT extends InChromium {

    @Test
    void aViolationOfThePolicyIsHeard() {
        Page page = open(browser());
        page.navigate("/");
        page.evaluate("() => { document.body.setAttribute('style', 'color: red') }");
        expectComplaint("Content Security Policy");

        page.evaluate("() => { document.body.append(Object.assign(document.createElement('script'), {text: '1'})) }");
        expectComplaint("Content Security Policy");
    }

    @Test
    void aBrokenScriptIsHeard() {
        Page page = open(browser());
        page.navigate("/");
        page.evaluate("() => { setTimeout(() => { throw new Error('broken') }) }");
        expectComplaint("broken");
    }

    @Test
    void aFileThatDoesNotComeIsHeard() {
        Page page = open(browser());
        page.route("**/*.css*", Route::abort);
        page.navigate("/");
        expectComplaint("request failed");
        expectComplaint("ERR_FAILED");
    }

    @Test
    void aPageThatAnotherOneOpensIsHeard() {
        Page page = open(browser());
        page.navigate("/");
        page.evaluate("() => { open('/no-such-page') }");
        expectComplaint("status of 404");
    }
}
