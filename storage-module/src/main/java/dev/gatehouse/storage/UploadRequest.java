package dev.gatehouse.storage;

import dev.gatehouse.audit.Origin;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client says of the content that it sends.
 *
 * @param name as sent; a folder before it is dropped
 * @param declaredType as sent; absent where the client does not know
 * @param length how long the content will be, as far as that is known
 */
public record UploadRequest(
        UUID accountId, String name, Optional<String> declaredType, ExpectedLength length, Origin origin) {}
