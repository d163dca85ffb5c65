package dev.gatehouse.web;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where a program that knows only {@code /api} can go on. */
@Path("/")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class IndexResource {

    private static final IndexView INDEX = new IndexView("Gatehouse", "/openapi", "/.well-known/jwks.json", "/health");

    /** Paths on this server. */
    public record IndexView(String name, String openapi, String jwks, String health) {}

    @GET
    @Operation(summary = "Where to go on")
    public IndexView index() {
        return INDEX;
    }
}
