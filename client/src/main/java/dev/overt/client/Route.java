package dev.overt.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Which proxy, by what is asked first:
 *
 *   the runtime's properties  https.proxyHost …, http.nonProxyHosts, socksProxyHost, java.net.useSystemProxies
 *   the environment           https_proxy, HTTPS_PROXY (for http only http_proxy: a CGI script's HTTP_PROXY is a
 *                             request header), all_proxy, ALL_PROXY; none for what no_proxy, NO_PROXY name
 *
 * An empty variable is none. A proxy is [http|https|socks5|socks5h|socks://][USER:PASSWORD@]HOST[:PORT].
 */
/** The way to a collector: straight where {@code scheme} is empty, otherwise through a proxy. */
record Route(String scheme, String host, int port, String credentials) {
    static final Route STRAIGHT = new Route("", "", 0, "");

    private static final int DEFAULT_PORT = 1080;

    /** Chooses the way to {@code target}; throws where a proxy is named that cannot be used. */
    static Route to(URI target, Map<String, String> environment) throws IOException {
        boolean secure = target.getScheme().equals("https");
        Route selected = selected(target, secure ? "https." : "http.");
        if (selected != null) {
            return selected;
        }
        String proxy = secure
                ? first(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
                : first(environment, "http_proxy", "all_proxy", "ALL_PROXY");
        if (proxy.isEmpty() || isExempt(first(environment, "no_proxy", "NO_PROXY"), host(target), port(target))) {
            return STRAIGHT;
        }
        try {
            return parse(proxy);
        } catch (RuntimeException malformed) {
            throw new IOException("the proxy that the environment names is not HOST:PORT", malformed);
        }
    }

    /** A URI's host, an IPv6 address without its brackets. */
    static String host(URI target) throws IOException {
        String host = target.getHost();
        if (host == null) {
            throw new IOException(target + " names no host");
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static int port(URI target) {
        return target.getPort() >= 0 ? target.getPort() : target.getScheme().equals("https") ? 443 : 80;
    }

    /** What the runtime's own settings say; null where they say nothing. */
    private static @Nullable Route selected(URI target, String prefix) {
        ProxySelector selector = ProxySelector.getDefault();
        Proxy proxy =
                selector == null ? Proxy.NO_PROXY : selector.select(target).get(0);
        if (proxy.type() != Proxy.Type.DIRECT && proxy.address() instanceof InetSocketAddress address) {
            boolean socks = proxy.type() == Proxy.Type.SOCKS;
            String user = System.getProperty(socks ? "java.net.socks.username" : prefix + "proxyUser", "");
            String password = System.getProperty(socks ? "java.net.socks.password" : prefix + "proxyPassword", "");
            return new Route(
                    socks ? "socks5" : "http",
                    address.getHostString(),
                    address.getPort(),
                    user.isEmpty() ? "" : user + ":" + password);
        }
        boolean settled = System.getProperty(prefix + "proxyHost") != null
                || System.getProperty("socksProxyHost") != null
                || Boolean.getBoolean("java.net.useSystemProxies");
        return settled ? STRAIGHT : null;
    }

    private static String first(Map<String, String> environment, String... names) {
        for (String each : names) {
            String value = environment.get(each);
            if (value != null && !value.isBlank()) {
                return value.trim();
            }
        }
        return "";
    }

    static Route parse(String text) throws IOException {
        int end = text.indexOf("://");
        String scheme = end < 0 ? "http" : text.substring(0, end).toLowerCase(Locale.ROOT);
        scheme = scheme.equals("socks") || scheme.equals("socks5h") ? "socks5" : scheme;
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("socks5")) {
            throw new IOException("a proxy of the kind " + scheme + " is not supported");
        }
        String authority = end < 0 ? text : text.substring(end + 3);
        int slash = authority.indexOf('/', authority.lastIndexOf('@') + 1);
        authority = slash < 0 ? authority : authority.substring(0, slash);
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        int colon = place.indexOf(':', place.lastIndexOf(']') + 1);
        String host =
                (colon < 0 ? place : place.substring(0, colon)).replace("[", "").replace("]", "");
        int port =
                colon < 0 ? scheme.equals("https") ? 443 : DEFAULT_PORT : Integer.parseInt(place.substring(colon + 1));
        if (host.isEmpty() || port <= 0 || port > 0xffff) {
            throw new IllegalArgumentException("no host and port");
        }
        String user = at < 0 ? "" : authority.substring(0, at).replace("+", "%2B");
        return new Route(scheme, host, port, URLDecoder.decode(user, StandardCharsets.UTF_8));
    }

    /**
     * Whether {@code list} names a host: itself, a domain it is in, its address, a network that its address is
     * in, or {@code *}; each with a port or for all ports.
     */
    static boolean isExempt(String list, String host, int port) {
        for (String each : list.replace(',', ' ').split(" ", -1)) {
            String entry = each.trim().toLowerCase(Locale.ROOT);
            int colon = entry.lastIndexOf(':');
            boolean ported = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
            if (ported && !entry.substring(colon + 1).equals(Integer.toString(port))) {
                continue;
            }
            String name = (ported ? entry.substring(0, colon) : entry)
                    .replace("[", "")
                    .replace("]", "");
            if (!name.isEmpty() && (name.equals("*") || isIn(name, host.toLowerCase(Locale.ROOT)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String name, String host) {
        byte[] address = address(host);
        if (address == null) {
            String domain = name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
            return ("." + undotted(host)).endsWith("." + undotted(domain)) && !domain.isEmpty();
        }
        int slash = name.indexOf('/');
        byte[] network = address(slash < 0 ? name : name.substring(0, slash));
        if (network == null || network.length != address.length) {
            return false;
        }
        try {
            int bits = slash < 0 ? 8 * address.length : Integer.parseInt(name.substring(slash + 1));
            return bits >= 0 && bits <= 8 * address.length && agree(address, network, bits);
        } catch (NumberFormatException noNetwork) {
            return false;
        }
    }

    private static String undotted(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean agree(byte[] one, byte[] other, int bits) {
        for (int i = 0; i < bits; i++) {
            if (((one[i / 8] ^ other[i / 8]) & (0x80 >> (i % 8))) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of an IP address; null where {@code text} is a name. Asks no name service. */
    private static byte @Nullable [] address(String text) {
        boolean colons = text.indexOf(':') >= 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '.'
                    && text.charAt(i) != ':'
                    && Character.digit(text.charAt(i), colons ? 16 : 10) < 0) {
                return null;
            }
        }
        try {
            return colons ? InetAddress.getByName(text).getAddress() : octets(text.split("\\.", -1));
        } catch (IOException noAddress) {
            return null;
        }
    }

    private static byte @Nullable [] octets(String[] parts) {
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            if (parts.length != 4 || parts[i].isEmpty() || parts[i].length() > 3 || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }

    /** Without the credentials, so that they stand in no message. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
