package dev.overt.collector.forward;

import dev.overt.collector.web.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The purge of an Application Insights component, by an application of Entra that has the role Data Purger.
 *
 * <pre>
 * POST LOGIN/TENANT/oauth2/v2.0/token   grant_type=client_credentials&amp;client_id=…&amp;client_secret=…&amp;scope=…  → {"access_token":"…"}
 * POST MANAGEMENT/COMPONENT/purge?api-version=2015-05-01   Authorization: Bearer …
 * {"table":"customEvents","filters":[{"column":"user_Id","operator":"==","value":"…"}]}  → 202 {"operationId":"…"}
 * </pre>
 *
 * COMPONENT is its resource id: {@code /subscriptions/…/resourceGroups/…/providers/Microsoft.Insights/components/…}. Azure
 * takes 50 requests an hour, and states that a purge is over within 30 days.
 */
final class InsightsPurge {
    private static final URI LOGIN = URI.create("https://login.microsoftonline.com");
    private static final URI MANAGEMENT = URI.create("https://management.azure.com");

    private final URI token;
    private final URI purge;
    private final String credentials;
    private final Post post;

    InsightsPurge(
            URI login,
            URI management,
            String tenant,
            String clientId,
            String clientSecret,
            String component,
            Post post) {
        this.token = Addresses.below(login, "/" + Addresses.query(tenant) + "/oauth2/v2.0/token");
        this.purge = Addresses.below(management, component + "/purge?api-version=2015-05-01");
        this.credentials = "grant_type=client_credentials&client_id=" + Addresses.query(clientId) + "&client_secret="
                + Addresses.query(clientSecret) + "&scope="
                + Addresses.query("https://management.azure.com/.default");
        this.post = post;
    }

    /** A purge; null where nothing is given for one. */
    static @Nullable InsightsPurge of(Given given, Post post) {
        String secret = given.optionalSecret("purge-client-secret");
        String tenant = given.optionalValue("purge-tenant");
        String client = given.optionalValue("purge-client-id");
        String component = given.optionalValue("purge-component");
        if (secret == null && tenant == null && client == null && component == null) {
            return null;
        }
        if (secret == null || tenant == null || client == null || component == null) {
            throw given.wrong("needs all or none of `purge-tenant`, `purge-client-id`, `purge-client-secret` and"
                    + " `purge-component`: to delete with. Add the others.");
        }
        if (!component.matches("/subscriptions/[A-Za-z0-9._/()-]+")) {
            throw given.wrong("`purge-component` is no resource id. Write what the portal shows under JSON view:"
                    + " `/subscriptions/…/components/…`.");
        }
        return new InsightsPurge(LOGIN, MANAGEMENT, tenant, client, secret, component, post);
    }

    Erasure.Result ask(String install) throws InterruptedException {
        Reply login = post.send(HttpRequest.newBuilder(token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(credentials, StandardCharsets.US_ASCII))
                .build());
        String accessToken = login.isSuccess() ? accessToken(login) : null;
        if (accessToken == null) {
            return pending("Entra gave no token", login);
        }
        Reply reply = post.send(Post.json(purge, filter(install))
                .header("Authorization", "Bearer " + accessToken)
                .build());
        return reply.isSuccess()
                ? Erasure.Result.done("Azure has taken the purge, and states that it is over within 30 days.")
                : pending("Azure did not take the purge", reply);
    }

    private static Erasure.Result pending(String what, Reply reply) {
        return Erasure.Result.pending(
                what + ": " + (reply.status() == 0 ? reply.failure() : "it answered " + reply.status()) + ".");
    }

    private static byte[] filter(String install) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("table", "customEvents");
            json.writeArrayPropertyStart("filters");
            json.writeStartObject();
            json.writeStringProperty("column", "user_Id");
            json.writeStringProperty("operator", "==");
            json.writeStringProperty("value", install);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The token; null if there is none that a header can hold. */
    private static @Nullable String accessToken(Reply reply) {
        try (JsonParser json = Json.parser(reply.body())) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("access_token")) {
                    String token = json.getString();
                    return token.matches("[!-~]+") ? token : null;
                }
                json.skipChildren();
            }
        } catch (JacksonException e) {
            return null;
        }
        return null;
    }
}
