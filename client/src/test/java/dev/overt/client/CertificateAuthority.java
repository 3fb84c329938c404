package dev.overt.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that only a test knows, with one certificate for {@code collector.test} and {@code localhost}. */
final class CertificateAuthority {
    private static final String PASSWORD = "changeit";

    /** The authority's own certificate, in PEM. */
    final Path certificate;

    private final Path keys;

    CertificateAuthority(Path directory) throws IOException, InterruptedException {
        keys = directory.resolve("keys.p12");
        certificate = directory.resolve("authority.pem");
        Path request = directory.resolve("request");
        Path signed = directory.resolve("signed.pem");
        keytool("-genkeypair -alias authority -keyalg EC -dname CN=Authority -ext bc:c");
        keytool("-genkeypair -alias server -keyalg EC -dname CN=Server");
        keytool("-certreq -alias server -file " + request);
        keytool("-gencert -alias authority -rfc -ext san=dns:collector.test,dns:localhost -infile " + request
                + " -outfile " + signed);
        keytool("-exportcert -alias authority -rfc -file " + certificate);
        keytool("-importcert -alias server -file " + signed);
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD, "-noprompt"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    /** What a server needs. */
    SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        store.deleteEntry("authority");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
