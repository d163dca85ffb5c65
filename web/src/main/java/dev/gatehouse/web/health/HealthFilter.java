package dev.gatehouse.web.health;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;

/** Shows strangers the status words of the container's health endpoint, and the data only to {@link MetricsToken}. */
public class HealthFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient MetricsToken token;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (token.isIn(request)) {
            chain.doFilter(request, response);
            return;
        }
        CharArrayWriter written = new CharArrayWriter();
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public PrintWriter getWriter() {
                return new PrintWriter(written);
            }
        });
        String body = written.toString();
        response.getWriter().write(body.startsWith("{") ? wordsOf(body) : body);
    }

    private static String wordsOf(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject health = reader.readObject();
            JsonArrayBuilder checks = Json.createArrayBuilder();
            if (health.containsKey("checks")) {
                for (JsonValue check : health.getJsonArray("checks")) {
                    checks.add(Json.createObjectBuilder(check.asJsonObject()).remove("data"));
                }
            }
            return Json.createObjectBuilder(health)
                    .add("checks", checks)
                    .build()
                    .toString();
        }
    }
}
