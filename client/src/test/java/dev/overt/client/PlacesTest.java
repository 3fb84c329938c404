package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where things are on systems other than this machine's, by the program's own rules. */
final class PlacesTest {
    private static final Event CALL = Event.onCall("called", Property.os("os"));

    @TempDir
    Path temporary;

    /** What a process sees there: the rules of {@code Surroundings} over a system of the test's. */
    private static final class There extends Surroundings {
        private final Path root;
        private final String system;
        private final String userHome;
        private final Map<String, String> variables;

        There(Platform platform, Path home, Map<String, String> variables) {
            this.root = home;
            this.system = platform.system;
            this.userHome = home.toString();
            this.variables = system.startsWith("Windows") ? caseless(variables) : variables;
        }

        @Override
        Path path(String first, String... more) {
            return root.getFileSystem().getPath(first, more);
        }

        @Override
        Map<String, String> environment() {
            return variables;
        }

        @Override
        String property(String name) {
            return name.equals("os.name") ? system : name.equals("user.home") ? userHome : "";
        }

        @Override
        boolean inputIsTerminal() {
            return true;
        }

        @Override
        boolean outputIsTerminal() {
            return true;
        }
    }

    private Path home(Platform platform) throws IOException {
        return platform.home(temporary);
    }

    private static Policy policy(String state) {
        return Policy.builder("places", "Places", InitRunnerPolicy.MANIFEST)
                .on()
                .state(state)
                .offWhenTruthy("DO_NOT_TRACK")
                .events(CALL)
                .build();
    }

    private static Decision decision(Platform platform, Path home, Map<String, String> variables) {
        return Telemetry.open(policy("~/.places/telemetry.json"), "1", new There(platform, home, variables))
                .decision();
    }

    @ParameterizedTest
    @CsvSource({
        "MACHINE, ~/.local/state/places/telemetry.json",
        "WINDOWS, ~/AppData/Local/places/telemetry.json",
        "WINDOWS_SHARE, ~/AppData/Roaming/places/telemetry.json",
        "MAC, ~/Library/Application Support/places/telemetry.json"
    })
    void run_keepsAllBelowTheHome_whereTheSystemWantsIt(Platform platform, String state) throws IOException {
        Path home = home(platform);
        try (Telemetry telemetry = Telemetry.open(policy(state), "1", new There(platform, home, Map.of()))) {
            telemetry.record(CALL);
        }
        Path file = home.resolve(state.substring(2));
        assertThat(Files.isRegularFile(file)).isTrue();
        Path spool = file.resolveSibling("telemetry-spool");
        assertThat(PrivateFiles.list(spool)).singleElement().asString().endsWith(".ready");
        assertThat(Files.readString(spool.resolve(PrivateFiles.list(spool)[0])))
                .contains(platform == Platform.MAC ? "Darwin" : platform.system.substring(0, 5));
    }

    /** Names there are the same in capital and small letters. */
    @ParameterizedTest
    @EnumSource(
            value = Platform.class,
            names = {"WINDOWS", "MAC"})
    void refusal_holds_howeverTheHomeIsWritten(Platform platform) throws IOException {
        Path home = home(platform);
        Installation.of(policy("~/.places/telemetry.json"), home, new There(platform, home, Map.of()))
                .deny();
        Path other = home.getFileSystem().getPath(home.toString().toUpperCase(Locale.ROOT));
        assertThat(decision(platform, other, Map.of()).reason()).isEqualTo(Decision.Reason.DENIED);
    }

    /** A letter with an accent is one character, or a letter and an accent: one name on a Mac. */
    @Test
    void refusal_holds_howeverAnAccentIsWritten_onAMac() throws IOException {
        Path users = Objects.requireNonNull(home(Platform.MAC).getParent());
        Path composed = Files.createDirectory(users.resolve("ad\u00e9"));
        Installation.of(policy("~/.places/telemetry.json"), composed, new There(Platform.MAC, composed, Map.of()))
                .deny();
        assertThat(decision(Platform.MAC, users.resolve("ade\u0301"), Map.of()).reason())
                .isEqualTo(Decision.Reason.DENIED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, C:\\Users\\Ada Lovelace",
                "D:\\ada, D:\\ada",
                "d:/ada, d:\\ada",
                "\\\\files\\homes\\ada, \\\\files\\homes\\ada",
                // What shells of other systems set there, a drive's own directory, and no path at all.
                "/c/Users/Ada, C:\\Users\\Ada Lovelace",
                "C:ada, C:\\Users\\Ada Lovelace",
                "ada, C:\\Users\\Ada Lovelace",
                "C:\\a|b, C:\\Users\\Ada Lovelace"
            })
    void home_isAbsolute_onWindows(@Nullable String variable, String expected) throws IOException {
        Map<String, String> variables = variable == null ? Map.of() : Map.of("HOME", variable);
        assertThat(String.valueOf(new There(Platform.WINDOWS, home(Platform.WINDOWS), variables).home()))
                .isEqualToIgnoringCase(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOWS, ProgramData, C:\\Data, C:\\Data\\overt\\disabled",
        "WINDOWS, PROGRAMDATA, C:\\Data, c:\\data\\OVERT\\disabled",
        "WINDOWS, OTHER, C:\\Data, C:\\ProgramData\\overt\\disabled",
        "WINDOWS_SHARE, ProgramData, C:\\Data, C:\\Data\\overt\\disabled",
        "MAC, OTHER, /Data, /Library/Application Support/overt/disabled",
        "MAC, OTHER, /Data, /library/application support/OVERT/Disabled",
    })
    void machinePolicy_forbids_whereItsSystemHasIt(Platform platform, String variable, String value, String place)
            throws IOException {
        Path home = home(platform);
        assertThat(decision(platform, home, Map.of(variable, value)).on()).isTrue();
        Path file = home.getFileSystem().getPath(place);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "places\r\n");
        assertThat(decision(platform, home, Map.of(variable, value)).reason()).isEqualTo(Decision.Reason.POLICY);
    }

    /** The JDK's map of all variables tells {@code Do_Not_Track} from {@code DO_NOT_TRACK} there, too. */
    @Test
    void refusal_byAVariable_isOneInAnyLetters_onWindows() throws IOException {
        Path home = home(Platform.WINDOWS);
        assertThat(decision(Platform.WINDOWS, home, Map.of("Do_Not_Track", "1")).reason())
                .isEqualTo(Decision.Reason.ENVIRONMENT);
        assertThat(
                        new Surroundings() {
                            @Override
                            String property(String name) {
                                return "Windows 11";
                            }
                        }.environment().get("path"))
                .isEqualTo(System.getenv("PATH"));
    }

    /** A path that no file there can have says nothing that could be trusted. */
    @Test
    void preferences_refuse_whereTheirPlaceCannotBe() throws IOException {
        There there = new There(Platform.WINDOWS, home(Platform.WINDOWS), Map.of());
        assertThat(new FileSwitch("~/a|b", "", List.of("on"), List.of()).refusal(there))
                .isNotNull();
        Path file = there.path("C:\\Preferences.txt");
        Files.writeString(file, "off");
        assertThat(new FileSwitch("c:/preferences.TXT", "", List.of("on"), List.of("off")).refusal(there))
                .contains("turns it off");
    }
}
