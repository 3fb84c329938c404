package dev.overt.examples.onecli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * The program in the container: it serves the settings until it is stopped.
 *
 * <pre>
 * PORT          where it listens on the loopback interface; default: 10254, 0: any that is free
 * ONECLI_DATA   the folder of the volume; default: /app/data
 * </pre>
 */
public final class OneCli {
    private OneCli() {}

    /** Starts it. */
    public static void main(String[] args) throws IOException {
        Map<String, String> environment = System.getenv();
        int port = Integer.parseInt(environment.getOrDefault("PORT", "10254"));
        Path data = Path.of(environment.getOrDefault("ONECLI_DATA", "/app/data"));
        TelemetrySwitch telemetry =
                new TelemetrySwitch(environment, new PreferenceFile(data.resolve("telemetry-preference")));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", new SettingsEndpoint(telemetry));
        server.start();
        System.out.println(
                "OneCLI is ready: http://127.0.0.1:" + server.getAddress().getPort() + "/settings");
    }
}
