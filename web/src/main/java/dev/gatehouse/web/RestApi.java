package dev.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The REST API under {@code /api}. A CDI bean, because the container looks for {@link LoginConfig} on beans only. */
@ApplicationPath("/api")
@ApplicationScoped
@LoginConfig(authMethod = "MP-JWT")
@OpenAPIDefinition(
        info = @Info(title = "Gatehouse", version = "1", description = "Accounts, sessions and files"),
        tags = {
            @Tag(name = "Sign-up", description = "From a stranger to a proven address"),
            @Tag(name = "Sign-in", description = "Passwords and tokens"),
            @Tag(name = "Recovery", description = "Passwords and addresses, changed or got back"),
            @Tag(name = "Sessions", description = "Where the caller is signed in"),
            @Tag(name = "Account", description = "The caller's own profile and history"),
            @Tag(name = "Admins", description = "Admins themselves: sign-in, factors, roles"),
            @Tag(name = "Administration", description = "What admins see and do"),
            @Tag(name = "Files", description = "What the caller keeps"),
            @Tag(name = "Development", description = "Not in production")
        })
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
public class RestApi extends Application {

    /** The API describes itself at {@code /openapi} only; Jersey's own description would name our classes. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
