package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container reports of its starts, from the generated script in real shells to a real collector. */
final class EntrypointTest {
    private static final String NOTICE = "Telemetry: %s (anonymous). Disable: DO_NOT_TRACK=1\n";
    private static final Run SILENT = new Run(0, "booted\n", "");
    private static final int STARTS = 16;

    @TempDir
    private static Path serving;

    @TempDir
    private Path folder;

    private static ServedCollector collector;

    private long before;
    private int containers;

    @BeforeAll
    static void serve() throws IOException {
        collector =
                ServedCollector.start(serving.resolve("data"), Checkout.ROOT.resolve("examples/onecli/telemetry.yaml"));
    }

    @AfterAll
    static void close() {
        collector.close();
    }

    @BeforeEach
    void count() {
        before = stored();
    }

    @ParameterizedTest
    @CsvSource({
        "dash, GNU curl",
        "bash, GNU curl",
        "busybox, GNU curl",
        "dash, GNU wget",
        "busybox, busybox",
    })
    void install_isToldOnce_andEachUpdate_inEveryShellByEveryProgram(String shell, String programs) throws Exception {
        Entrypoint container = container(shell);
        Map<String, String> path = Map.of("PATH", path(programs));

        assertThat(container.start("1.12.0", path)).isEqualTo(told("install_complete"));
        assertThat(container.start("v1.12.0", path)).isEqualTo(SILENT);
        assertThat(container.start("1.13.0", path)).isEqualTo(told("update_complete"));
        assertThat(container.start("1.13.0", path)).isEqualTo(SILENT);
        assertThat(container.start("1.12.0", path)).as("an older one").isEqualTo(told("update_complete"));

        assertThat(news()).isEqualTo(3);
        assertThat(last("install_complete", "version, arch, edition, auth_mode"))
                .containsExactly("1.12.0", "x86_64", "oss", "local");
        assertThat(last("update_complete", "version, old_version, edition, auth_mode"))
                .containsExactly("1.12.0", "1.13.0", "oss", "local");
        assertThat(collector.count("select count(*) from overt.drops")).isZero();
        assertThat(container.marker()).hasContent("1.12.0");
        assertThat(container.data()).isDirectoryNotContaining("glob:**.claim");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on  |                       |",
                "off | DO_NOT_TRACK=1        |",
                "off | DO_NOT_TRACK= True    | on",
                "off | DO_NOT_TRACK=off      |",
                "on  | DO_NOT_TRACK=0        |",
                "on  | DO_NOT_TRACK=FALSE    |",
                "on  | DO_NOT_TRACK=         | on",
                "off | DO_NOT_TRACK=0        | off",
                "off |                       | off",
                "off |                       | OFF\\n",
                "on  |                       | ' On\\r\\n'",
                "off |                       | on!",
                "off |                       | o\\0n",
                "off |                       | ''",
                "off |                       | '\\n'",
                "off | ONECLI_TELEMETRY_COLLECTOR=nowhere |",
            })
    void consent_isDecidedByTheFirstThatSaysSomething(String decision, String variable, String preference)
            throws Exception {
        for (String shell : List.of("dash", "bash", "busybox")) {
            Entrypoint container = container(shell);
            if (preference != null) {
                Files.writeString(
                        container.preference(),
                        preference.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0"));
            }
            assertDecided(container, decision, variable == null ? "" : variable);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkdir telemetry-preference",
                "mkfifo telemetry-preference",
                "ln -s nowhere telemetry-preference",
                "ln -s telemetry-preference telemetry-preference",
                "yes on | head -c 65600 | tr '\\n' ' ' >telemetry-preference",
                "echo on >telemetry-preference && chmod 000 telemetry-preference",
            })
    void preference_turnsItOff_whereItCannotBeRead(String damage) throws Exception {
        for (String shell : List.of("dash", "bash", "busybox")) {
            Entrypoint container = container(shell);
            in(container.data(), damage);
            assertDecided(asNobody(container), "off", "");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "off | printf onecli >overt/disabled",
                "off | printf 'initrunner\\r\\n  OneCLI # ours\\r\\n' >overt/disabled",
                "off | printf '*' >overt/disabled",
                "off | printf 'two words' >overt/disabled",
                "off | : >overt/disabled",
                "off | printf '# onecli' >overt/disabled",
                "off | printf 'initrunner\\0' >overt/disabled",
                "off | mkdir overt/disabled",
                "off | ln -s nowhere overt/disabled",
                "off | rmdir overt && : >overt",
                "on  | :",
                "on  | rmdir overt",
                "on  | printf '\\ninitrunner # onecli\\nktx' >overt/disabled",
            })
    void machine_forbids_byItsPolicy(String decision, String policy) throws Exception {
        for (String shell : List.of("dash", "bash", "busybox")) {
            Entrypoint container = container(shell);
            Path etc = folder.resolve("etc" + containers);
            Files.createDirectories(etc.resolve("overt"));
            in(etc, policy);
            container.mounting("mount --bind '" + etc + "' /etc");
            assertDecided(container, decision, "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo unknown >.onecli-version",
                ": >.onecli-version",
                "printf '1.0\\0' >.onecli-version",
                "printf '1.0; rm -rf /' >.onecli-version",
                "yes 1 | head -c 70000 >.onecli-version",
                "mkdir .onecli-version",
                "mkfifo .onecli-version",
                "ln -s elsewhere .onecli-version",
                "echo 1.0 >elsewhere && ln -s elsewhere .onecli-version",
                "mkdir .onecli-version.claim",
                "ln -s elsewhere .onecli-version.claim",
                "echo 1.0 >.onecli-version.claim",
            })
    void marker_isLeftAlone_whereItIsNoVersionOrNotOurs(String damage) throws Exception {
        for (String shell : List.of("dash", "bash", "busybox")) {
            Entrypoint container = container(shell);
            in(container.data(), damage);
            List<String> found = in(container.data(), "ls -lA --time-style=full-iso");

            assertThat(container.start("2.0.0")).isEqualTo(SILENT);

            assertThat(in(container.data(), "ls -lA --time-style=full-iso")).isEqualTo(found);
            assertThat(news()).isZero();
        }
    }

    /** The user of an image changes between its versions. What counts is that the file can be read and replaced. */
    @Test
    void update_isTold_whereTheMarkerIsAnotherUsers() throws Exception {
        Entrypoint container = container("dash");
        container.start("1.0.0");

        assertThat(asNobody(container).start("2.0.0")).isEqualTo(told("update_complete"));

        assertThat(news()).isEqualTo(2);
    }

    @Test
    void update_isTold_whereAnEarlierStartWasCutOff() throws Exception {
        Entrypoint container = container("dash");
        container.start("1.0.0");
        in(container.data(), "echo 2. >.onecli-version.claim && touch -d '10 minutes ago' .onecli-version.claim");

        assertThat(container.start("2.0.0")).isEqualTo(told("update_complete"));

        assertThat(container.marker()).hasContent("2.0.0");
        assertThat(container.data()).isDirectoryNotContaining("glob:**.claim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mount --bind data data && mount -o remount,bind,ro data",
                "mount -t tmpfs -o size=64k none data && { dd if=/dev/zero of=data/full bs=4k 2>errors || :; }",
                "mount -t tmpfs -o nr_inodes=1 none data",
                "mount -t tmpfs none data && mkdir -m 0 data/none && rmdir data/none && mount -o remount,ro data",
            })
    void volume_thatCannotBeWritten_stopsNoBootAndSendsNothing(String mount) throws Exception {
        for (String shell : List.of("dash", "bash", "busybox")) {
            Entrypoint container = container(shell).mounting(mount);
            assertThat(container.start("1.0.0")).isEqualTo(SILENT);
            assertThat(container.start("1.1.0")).isEqualTo(SILENT);
        }
        assertThat(news()).isZero();
    }

    /** As the user of a container that cannot write to what is mounted into it. */
    @Test
    void folder_thatIsNotOurs_sendsNothing() throws Exception {
        Entrypoint container = container("dash");
        Files.setPosixFilePermissions(container.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        container.around("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assertThat(container.start("1.0.0")).isEqualTo(SILENT);
        assertThat(news()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void containers_thatStartAtOnce_sendOneEvent(String shell) throws Exception {
        Entrypoint container = container(shell);
        for (int version = 0; version < 5; version++) {
            List<Process> starts = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                starts.add(container.begin("1." + version, Map.of()));
            }
            for (Process each : starts) {
                assertThat(each.waitFor()).isZero();
            }
            container.awaitQuiet();
            assertThat(container.marker()).hasContent("1." + version);
            assertThat(news()).isEqualTo(version + 1);
        }
    }

    /** Each line is one that an entrypoint has, and that a fragment without a subshell would change or break. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void entrypoint_keepsAllThatIsItsOwn(String shell) throws Exception {
        Entrypoint container = container(shell).before("""
                trap 'echo ended' EXIT
                trap '' USR1
                value=mine url=mine IFS=, words=a,b,c
                set -C
                onecli_telemetry 2.0.0 || echo failed
                set -- $words
                echo "$# $value $url $(umask) $- $(pwd)"
                command -v post claim trim || echo none""");
        String before = container.start("1.0.0").out();

        container.before("""
                trap 'echo ended' EXIT
                trap '' USR1
                value=mine url=mine IFS=, words=a,b,c
                set -C
                set -- $words
                echo "$# $value $url $(umask) $- $(pwd)"
                command -v post claim trim || echo none""");
        assertThat(before).isEqualTo(container.start("2.0.0").out()).contains("3 mine mine", "none", "ended");
    }

    @Test
    void sender_isNoChildOfTheEntrypoint_soThatNoWaitWaitsForIt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Entrypoint container = container("dash", silent).before("wait\necho booted");

            assertThat(container.boot("1.0.0", Map.of())).isZero();

            silent.accept().close();
            container.awaitQuiet();
            assertThat(container.start("1.0.0").out()).as("the second time").isEqualTo("booted\nbooted\n");
        }
    }

    /** An endpoint that takes the request and never answers holds the sender for its 5 seconds; the container ends it. */
    @Test
    void sender_endsWithTheContainer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Entrypoint container = container("dash", silent)
                    .around("unshare", "--map-root-user", "--pid", "--fork", "--kill-child")
                    .before(
                            "until [ -s data/.onecli-version ] && ! [ -e data/.onecli-version.claim ]; do :; done\nexec true");

            assertThat(container.boot("1.0.0", Map.of())).isZero();

            assertThat(container.running()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GNU curl", "GNU wget", "busybox"})
    void start_goesOn_whereTheCollectorNeverAnswers_andTriesOnce(String programs) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Entrypoint container = container("dash", silent);
            Map<String, String> path = Map.of("PATH", path(programs));

            assertThat(container.boot("1.0.0", path)).isZero();
            assertThat(container.running()).as("what sends").isNotEmpty();
            silent.accept();
            container.awaitQuiet();

            assertThat(container.start("1.0.0", path).err()).isEqualTo(NOTICE.formatted("install_complete"));
            silent.setSoTimeout(1);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(silent::accept))
                    .as("a second request")
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void start_goesOn_whereTheCollectorRefuses() throws Exception {
        ServerSocket gone = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        gone.close();
        Entrypoint container = container("dash", gone);

        assertThat(container.start("1.0.0")).isEqualTo(told("install_complete"));
        assertThat(container.start("1.0.0")).isEqualTo(SILENT);
    }

    @Test
    void start_saysAndWritesNothing_whereNothingCanSend() throws Exception {
        Entrypoint container = container("dash");

        assertThat(container.start("1.0.0", Map.of("PATH", path("GNU")))).isEqualTo(SILENT);

        assertThat(container.data()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "latest", "1.0'", "-1", "1.0 beta"})
    void start_saysAndWritesNothing_whereItsVersionIsNone(String version) throws Exception {
        Entrypoint container = container("dash");
        assertThat(container.start(version.replace("'", "'\\''"))).isEqualTo(SILENT);
        assertThat(container.data()).isEmptyDirectory();
    }

    private void assertDecided(Entrypoint container, String decision, String variable) throws Exception {
        Map<String, String> environment = new HashMap<>();
        if (!variable.isEmpty()) {
            int sign = variable.indexOf('=');
            environment.put(variable.substring(0, sign), variable.substring(sign + 1));
        }
        long earlier = stored();
        boolean on = decision.equals("on");
        assertThat(container.start("1.0.0", environment)).isEqualTo(on ? told("install_complete") : SILENT);
        assertThat(stored() - earlier).isEqualTo(on ? 1 : 0);
        assertThat(Files.exists(container.marker())).isEqualTo(on);
    }

    /** As somebody who is not root, for whom permissions count. */
    private static Entrypoint asNobody(Entrypoint container) throws IOException {
        Files.setPosixFilePermissions(container.data(), PosixFilePermissions.fromString("rwxrwxrwx"));
        return container.around("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    private Entrypoint container(String shell) throws IOException {
        return container(shell, collector.address().toString().replace("://", "://" + collector.writeKey() + "@"));
    }

    private Entrypoint container(String shell, ServerSocket server) throws IOException {
        return container(shell, "http://127.0.0.1:" + server.getLocalPort());
    }

    private Entrypoint container(String shell, String address) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        return new Entrypoint(Files.createDirectories(folder.resolve(shell + containers++)), shell, address);
    }

    private static Run told(String event) {
        return new Run(0, "booted\n", NOTICE.formatted(event));
    }

    /** A PATH with GNU's commands and one program that sends, or with those of BusyBox alone. */
    private String path(String programs) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin " + programs));
        if (programs.equals("busybox")) {
            in(bin, "busybox --install -s .");
            return bin.toString();
        }
        List<String> names = new ArrayList<>(List.of(
                "sh", "dash", "bash", "busybox", "head", "tr", "sed", "uname", "find", "sync", "mv", "rm", "timeout"));
        names.addAll(List.of(programs.split(" ", -1)).subList(1, programs.split(" ", -1).length));
        for (String name : names) {
            in(bin, "[ -e " + name + " ] || ln -s \"$(command -v " + name + ")\" " + name);
        }
        return bin.toString();
    }

    private static List<String> in(Path folder, String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-euc", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(script + ": " + lines).isZero();
        return lines;
    }

    private static List<Object> last(String event, String columns) {
        return List.copyOf(collector
                .query("select " + columns + " from onecli." + event + " order by received_at desc limit 1")
                .rows()
                .get(0));
    }

    private long news() {
        return stored() - before;
    }

    private static long stored() {
        return collector.count("select (select count(*) from onecli.install_complete)"
                + " + (select count(*) from onecli.update_complete)");
    }
}
