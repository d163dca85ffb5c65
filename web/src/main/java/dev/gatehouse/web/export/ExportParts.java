package dev.gatehouse.web.export;

import dev.gatehouse.audit.Activity;
import dev.gatehouse.session.Sessions;
import dev.gatehouse.storage.Files;
import dev.gatehouse.storage.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Those who keep something of an account. */
@ApplicationScoped
class ExportParts {

    private final Sessions sessions;
    private final Activity activity;
    private final Files files;
    private final Pictures pictures;
    private final Clock clock;

    @Inject
    ExportParts(Sessions sessions, Activity activity, Files files, Pictures pictures, Clock clock) {
        this.sessions = sessions;
        this.activity = activity;
        this.files = files;
        this.pictures = pictures;
        this.clock = clock;
    }

    Sessions sessions() {
        return sessions;
    }

    Activity activity() {
        return activity;
    }

    Files files() {
        return files;
    }

    Pictures pictures() {
        return pictures;
    }

    Clock clock() {
        return clock;
    }
}
