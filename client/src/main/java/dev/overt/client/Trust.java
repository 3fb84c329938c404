package dev.overt.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates that a collector's must lead back to: the runtime's, and those of files that the environment names. */
final class Trust {
    /** Each may name a file of certificates in PEM. */
    static final List<String> VARIABLES = List.of("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS");

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private Trust() {}

    /** Makes sockets that accept nothing else. */
    static SSLSocketFactory sockets(Map<String, String> environment) throws GeneralSecurityException, IOException {
        TrustManager[] managers = managers(null);
        List<Certificate> more = new ArrayList<>();
        for (String each : VARIABLES) {
            Collection<? extends Certificate> found = certificates(environment.get(each));
            if (found != null) {
                more.addAll(found);
            }
        }
        if (!more.isEmpty()) {
            for (TrustManager each : managers) {
                if (each instanceof X509TrustManager own) {
                    more.addAll(List.of(own.getAcceptedIssuers()));
                }
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < more.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), more.get(i));
            }
            managers = managers(store);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context.getSocketFactory();
    }

    /** The first variable that names no file of certificates, in words for people; null where there is none. */
    static @Nullable String problem(Map<String, String> environment) {
        for (String each : VARIABLES) {
            if (certificates(environment.get(each)) == null) {
                return each + " names no file of certificates and is ignored";
            }
        }
        return null;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Those of a file; none where there is no name, null where the file is not what it should be. */
    private static @Nullable Collection<? extends Certificate> certificates(@Nullable String file) {
        if (file == null || file.isBlank()) {
            return List.of();
        }
        try {
            byte[] content = PrivateFiles.read(Path.of(file), MAX_BYTES);
            Collection<? extends Certificate> found = content == null
                    ? List.of()
                    : CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            return found.isEmpty() ? null : found;
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            return null;
        }
    }
}
