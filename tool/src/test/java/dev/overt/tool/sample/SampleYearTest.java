package dev.overt.tool.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.Chunk;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleYearTest {
    private static final Instant END = Instant.parse("2026-11-20T12:00:00Z");

    private static List<LogEntry> entries;
    private static List<LogEntry.Accepted> accepted;

    @BeforeAll
    static void generate() throws IOException {
        entries = new SampleYear(7, END).entries();
        accepted = entries.stream()
                .filter(LogEntry.Accepted.class::isInstance)
                .map(LogEntry.Accepted.class::cast)
                .toList();
    }

    @Test
    void entries_areAYearInTheOrderOfTheirArrival_eachOfAnIdOfItsOwn() {
        long begin = END.minus(365, ChronoUnit.DAYS).toEpochMilli();
        assertThat(entries).hasSizeBetween(50_000, 400_000);
        assertThat(entries).extracting(LogEntry::receivedAtMillis).isSorted();
        assertThat(entries.get(0).receivedAtMillis())
                .isBetween(begin, begin + Duration.ofDays(5).toMillis());
        assertThat(entries.get(entries.size() - 1).receivedAtMillis())
                .isBetween(END.minus(1, ChronoUnit.DAYS).toEpochMilli(), END.toEpochMilli());
        assertThat(new HashSet<>(accepted.stream().map(LogEntry.Accepted::id).toList()))
                .hasSameSizeAs(accepted);
    }

    @Test
    void entries_areTheSame_bySeedAndMoment() throws IOException {
        assertThat(new SampleYear(7, END).entries()).isEqualTo(entries);
        assertThat(new SampleYear(8, END).entries()).isNotEqualTo(entries);
    }

    @Test
    void entries_lackNothingThatIsDeclared_andLoseOnlyWhatTheForkSays() {
        Set<DropReason> removed = accepted.stream()
                .flatMap(entry -> entry.drops().stream())
                .map(drop -> drop.reason())
                .collect(Collectors.toSet());
        assertThat(removed).containsExactly(DropReason.UNKNOWN_VALUE);
        assertThat(entries)
                .filteredOn(LogEntry.Quarantined.class::isInstance)
                .isNotEmpty()
                .allMatch(entry -> ((LogEntry.Quarantined) entry).event().equals("fork_sync"));
    }

    @Test
    void entries_growAndRest_asThePersonsOfAToolDo() {
        assertThat(installations(day -> day >= 335)).isGreaterThan(3 * installations(day -> day < 30));
        assertThat(starts(weekend())).isLessThan(starts(weekend().negate()) / 3);
    }

    @Test
    void entries_showTheBadReleaseAndTheBadInstaller_andNothingOfThemElsewhere() {
        assertThat(failingBuilds(Release.FAULTY)).isBetween(0.15, 0.3);
        assertThat(failingBuilds("1.5.0")).isLessThan(0.02);
        assertThat(failingInstalls(Release.UNINSTALLABLE, "Darwin", "arm64")).isBetween(0.35, 0.75);
        assertThat(failingInstalls(Release.UNINSTALLABLE, "Linux", "x86_64")).isLessThan(0.2);
        assertThat(failingInstalls("1.5.0", "Darwin", "arm64")).isLessThan(0.2);
    }

    @Test
    void fill_writesThemToTheLog_asACollectorReadsThem(@TempDir Path folder) throws Exception {
        int written = new SampleYear(7, END).fill(folder);

        assertThat(written).isEqualTo(entries.size());
        try (SegmentLog log = SegmentLog.open(folder)) {
            Chunk first = log.read(0, 500, Duration.ZERO);
            assertThat(first.entries())
                    .isNotEmpty()
                    .isEqualTo(entries.subList(0, first.entries().size()));
        }
    }

    private static long installations(Predicate<Long> days) {
        return accepted.stream()
                .filter(entry -> days.test(day(entry)))
                .map(LogEntry.Accepted::install)
                .distinct()
                .count();
    }

    private static long starts(Predicate<LogEntry.Accepted> when) {
        return accepted.stream()
                .filter(entry -> entry.event().equals("install_start"))
                .filter(when)
                .count();
    }

    private static Predicate<LogEntry.Accepted> weekend() {
        return entry -> Instant.ofEpochMilli(entry.atMillis())
                        .atOffset(ZoneOffset.UTC)
                        .getDayOfWeek()
                        .getValue()
                > 5;
    }

    private static long day(LogEntry.Accepted entry) {
        return Duration.ofMillis(
                        entry.atMillis() - END.minus(365, ChronoUnit.DAYS).toEpochMilli())
                .toDays();
    }

    private static double failingBuilds(String version) {
        return share(
                entry -> entry.event().equals("command_run")
                        && "build".equals(entry.properties().get("command"))
                        && version.equals(entry.properties().get("version")),
                entry -> "ConfigError".equals(entry.properties().get("error_class")));
    }

    private static double failingInstalls(String release, String os, String arch) {
        return share(
                entry -> release.equals(entry.properties().get("release"))
                        && !entry.event().equals("install_start")
                        && os.equals(entry.properties().get("os"))
                        && arch.equals(entry.properties().get("arch")),
                entry -> entry.event().equals("install_failed"));
    }

    private static double share(Predicate<LogEntry.Accepted> of, Predicate<LogEntry.Accepted> which) {
        List<LogEntry.Accepted> all = accepted.stream().filter(of).toList();
        return (double) all.stream().filter(which).count() / all.size();
    }
}
