package dev.gatehouse.web.health;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says of every operation in {@code /openapi} that it may be refused for being asked for too often. The refusal comes
 * from a filter in front of them all, so that none of them could say so itself.
 */
public class LimitedOperations implements OASFilter {

    private static final String STATUS = "429";
    /** Begins all counts anew, and is not counted itself. */
    private static final String UNLIMITED = "/api/dev/rate-limits";

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (!path.equals(UNLIMITED)) {
                item.getOperations().values().forEach(LimitedOperations::describe);
            }
        });
    }

    private static void describe(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation.getResponses().addAPIResponse(STATUS, refusal());
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("rate_limited, or too_many_attempts after wrong secrets: nothing was done")
                .headers(Map.of(
                        "Retry-After", seconds("How long to wait before the next try"),
                        "RateLimit-Limit", number("Requests that the tightest limit allows within its period"),
                        "RateLimit-Remaining", number("Requests that are left of it"),
                        "RateLimit-Reset", seconds("Until that limit allows another request")))
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().type(Schema.SchemaType.OBJECT))));
    }

    private static Header seconds(String description) {
        return number(description + ", in seconds");
    }

    private static Header number(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().type(Schema.SchemaType.INTEGER));
    }
}
