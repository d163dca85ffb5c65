package dev.gatehouse.storage;

import java.time.Duration;

/**
 * Uploads that come in several requests.
 *
 * @param keepUnfinished how long one is kept after its last bytes came
 */
public record UploadSettings(Duration keepUnfinished) {}
