package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.NativeProtocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ClientsPageTest {
    private static final Pattern PATH = Pattern.compile("(?<=`)/[^`]+(?=`)");

    @Test
    void page_namesEveryPathThatClientsOfOthersUse_andNoOther() throws IOException {
        String page = Files.readString(Path.of("../docs/clients.md"));

        Set<String> named = PATH.matcher(page).results().map(MatchResult::group).collect(Collectors.toSet());
        assertThat(new TreeSet<>(named)).isEqualTo(new TreeSet<>(paths()));
    }

    private static Set<String> paths() {
        Routes routes = new Routes();
        Intake intake = new Intake(new FakeEventLog(), () -> Long.MAX_VALUE);
        Collector.PROTOCOLS.stream()
                .filter(protocol -> !(protocol instanceof NativeProtocol))
                .forEach(protocol -> protocol.addTo(routes, new WriteKeys(Map.of()), intake, Clock.systemUTC()));
        return routes.paths();
    }
}
