package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteTest {
    private static final List<String> PROPERTIES = List.of(
            "http.proxyHost",
            "https.proxyHost",
            "https.proxyPort",
            "https.proxyUser",
            "https.proxyPassword",
            "http.nonProxyHosts",
            "socksProxyHost",
            "java.net.socks.username",
            "java.net.socks.password");

    @AfterEach
    void forget() {
        PROPERTIES.forEach(System::clearProperty);
    }

    private static Route to(String target, String... environment) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String each : environment) {
            int equals = each.indexOf('=');
            variables.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return Route.to(URI.create(target), variables);
    }

    @Test
    void to_isStraight_whereNoProxyIsNamed() throws IOException {
        assertThat(to("https://c.example/v1")).isEqualTo(Route.STRAIGHT);
        assertThat(to("https://c.example/v1", "https_proxy=", "ALL_PROXY= ")).isEqualTo(Route.STRAIGHT);
        assertThat(to("https://c.example/v1", "http_proxy=p:1", "HTTP_PROXY=p:1"))
                .isEqualTo(Route.STRAIGHT);
    }

    @Test
    void to_takesTheVariable_thatCurlTakes() throws IOException {
        assertThat(to("https://c/", "https_proxy=a:1", "HTTPS_PROXY=b:1", "ALL_PROXY=d:1"))
                .hasToString("http://a:1");
        assertThat(to("https://c/", "HTTPS_PROXY=b:1", "all_proxy=d:1")).hasToString("http://b:1");
        assertThat(to("https://c/", "all_proxy=d:1", "ALL_PROXY=e:1")).hasToString("http://d:1");
        assertThat(to("http://c/", "ALL_PROXY=e:1")).hasToString("http://e:1");
        assertThat(to("http://c/", "http_proxy=a:1", "https_proxy=b:1")).hasToString("http://a:1");
        // A web server gives a request's header "Proxy" to its scripts by this name.
        assertThat(to("http://c/", "HTTP_PROXY=a:1")).isEqualTo(Route.STRAIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        "p, http, p, 1080, ''",
        "p:3128, http, p, 3128, ''",
        "http://p:3128/, http, p, 3128, ''",
        "HTTPS://p, https, p, 443, ''",
        "https://p:8443/path?query, https, p, 8443, ''",
        "socks5://p:9, socks5, p, 9, ''",
        "socks5h://p, socks5, p, 1080, ''",
        "socks://p, socks5, p, 1080, ''",
        "ada:x@p:1, http, p, 1, ada:x",
        "http://ada:p%40ss+%2B@p:1, http, p, 1, ada:p@ss++",
        "http://ada:p@ss/w@p:1/, http, p, 1, ada:p@ss/w",
        "http://ada@p:1, http, p, 1, ada",
        "http://[::1]:3128, http, ::1, 3128, ''",
        "http://[fe80::1], http, fe80::1, 1080, ''",
    })
    void parse_readsAProxy(String text, String scheme, String host, int port, String credentials) throws IOException {
        assertThat(Route.parse(text)).isEqualTo(new Route(scheme, host, port, credentials));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks4://p:1", "ftp://p", "http://", "p:x", "p:0", "p:65536", "http://u%zz@p", ":1", "@:"})
    void to_isNoWay_whereTheProxyCannotBeUsed(String proxy) {
        assertThatThrownBy(() -> to("https://c/", "https_proxy=" + proxy)).isInstanceOf(IOException.class);
    }

    @Test
    void toString_isWithoutCredentials() throws IOException {
        assertThat(Route.parse("http://ada:secret@p:1").toString()).doesNotContain("ada", "secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                        | c.example   | 443 | true",
                "c.example                | c.example   | 443 | true",
                "c.example                | a.c.example | 443 | true",
                ".c.example               | a.c.example | 443 | true",
                ".c.example               | c.example   | 443 | true",
                "*.c.example              | a.c.example | 443 | true",
                "C.Example.               | c.example   | 443 | true",
                "c.example                | C.EXAMPLE.  | 443 | true",
                "c.example                | xc.example  | 443 | false",
                "example                  | c.example   | 443 | true",
                "a.c.example              | c.example   | 443 | false",
                "a,b c.example            | c.example   | 443 | true",
                "a, b,,c.example          | c.example   | 443 | true",
                "c.example:443            | c.example   | 443 | true",
                "c.example:8443           | c.example   | 443 | false",
                "*:80                     | c.example   | 443 | false",
                "10.1.2.3                 | 10.1.2.3    | 443 | true",
                "10.1.2.3:443             | 10.1.2.3    | 443 | true",
                "10.1.2.3:80              | 10.1.2.3    | 443 | false",
                "2.3                      | 10.1.2.3    | 443 | false",
                "10.0.0.0/8               | 10.1.2.3    | 443 | true",
                "10.0.0.0/8               | 11.1.2.3    | 443 | false",
                "10.1.2.0/31              | 10.1.2.1    | 443 | true",
                "10.1.2.0/31              | 10.1.2.2    | 443 | false",
                "0.0.0.0/0                | 10.1.2.3    | 443 | true",
                "10.0.0.0/33              | 10.1.2.3    | 443 | false",
                "10.0.0.0/x               | 10.1.2.3    | 443 | false",
                "10.0.0.0/8               | c.example   | 443 | false",
                "::1                      | ::1         | 443 | true",
                "[::1]                    | ::1         | 443 | true",
                "[::1]:443                | ::1         | 443 | true",
                "[::1]:80                 | ::1         | 443 | false",
                "0:0:0:0:0:0:0:1          | ::1         | 443 | true",
                "fd00::/8                 | fd12::9     | 443 | true",
                "fd00::/8                 | fe12::9     | 443 | false",
                "::/0                     | 10.1.2.3    | 443 | false",
                "10.1.2.300               | 10.1.2.3    | 443 | false",
                ".                        | c.example   | 443 | false",
                "''                       | c.example   | 443 | false",
            })
    void isExempt_readsTheList(String list, String host, int port, boolean exempt) {
        assertThat(Route.isExempt(list, host, port)).isEqualTo(exempt);
    }

    @Test
    void to_heedsTheList_inBothSpellings() throws IOException {
        assertThat(to("https://c.example/", "https_proxy=p:1", "NO_PROXY=c.example"))
                .isEqualTo(Route.STRAIGHT);
        assertThat(to("https://[::1]/", "https_proxy=p:1", "no_proxy=[::1]:443"))
                .isEqualTo(Route.STRAIGHT);
        assertThat(to("http://c.example/", "http_proxy=p:1", "no_proxy=c.example:80"))
                .isEqualTo(Route.STRAIGHT);
        assertThat(to("https://c.example/", "https_proxy=p:1", "no_proxy=d", "NO_PROXY=*"))
                .hasToString("http://p:1");
    }

    @Test
    void to_asksTheRuntimesPropertiesFirst() throws IOException {
        System.setProperty("https.proxyHost", "jdk");
        System.setProperty("https.proxyPort", "8080");
        System.setProperty("https.proxyUser", "ada");
        System.setProperty("https.proxyPassword", "x");
        System.setProperty("http.nonProxyHosts", "*.internal");
        assertThat(to("https://c/", "https_proxy=p:1")).isEqualTo(new Route("http", "jdk", 8080, "ada:x"));
        assertThat(to("https://c.internal/", "https_proxy=p:1")).isEqualTo(Route.STRAIGHT);
        assertThat(to("http://c/", "http_proxy=p:1")).hasToString("http://p:1");
    }

    @Test
    void to_takesThePropertiesOfSocks() throws IOException {
        System.setProperty("socksProxyHost", "jdk");
        System.setProperty("java.net.socks.username", "ada");
        System.setProperty("java.net.socks.password", "x");
        assertThat(to("https://c/")).isEqualTo(new Route("socks5", "jdk", 1080, "ada:x"));
    }
}
