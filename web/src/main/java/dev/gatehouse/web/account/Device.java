package dev.gatehouse.web.account;

import dev.gatehouse.auth.DeviceName;
import dev.gatehouse.web.pages.PageText;
import java.util.Optional;

/** A browser or program in the reader's words. */
final class Device {

    private Device() {}

    static String inWords(Optional<String> userAgent, PageText text) {
        DeviceName name = DeviceName.of(userAgent);
        if (name.program().isPresent() && name.system().isPresent()) {
            return text.of(
                    "device.program_on", name.program().get(), name.system().get());
        }
        return name.program().or(name::system).orElseGet(() -> text.of("device.unknown"));
    }
}
