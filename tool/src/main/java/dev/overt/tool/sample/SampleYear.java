package dev.overt.tool.sample;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tool that does not exist would have reported in the year before some moment. One use, one thread; the same
 * seed and moment give the same events.
 *
 * <pre>
 * growth       from 2 attempts to install a day to 12, along a logistic curve
 * rhythm       on Saturday and Sunday a third of a working day's; most between 8 and 18 o'clock, UTC
 * machines     52 % Linux, 33 % macOS (four of five arm64), 15 % Windows
 * staying      35 % try it once; half of the others are gone after 97 days
 * releases     eleven ({@link Release}); each machine takes one some days later, 11 in the mean
 * commands     build, test and run above all; 4 % fail
 * a bad release     in 1.4.0 a fifth of the builds fail by a ConfigError, until 1.4.1
 * a bad installer   that of 1.6.0 fails in 55 of 100 attempts on macOS with arm64, until 1.6.1; else 5 of 100 fail
 * the undeclared    a fork of the tool reports a command that the manifest does not know, and an event that is refused
 * arrival      most within the hour, one in twenty some days later
 * </pre>
 *
 * Every event goes through the enforcement that a sent one goes through.
 */
public final class SampleYear {
    private static final int DAYS = 365;
    private static final int BATCH = 1_000;
    private static final Map<String, Double> COMMANDS = new TreeMap<>(
            Map.of("build", 0.41, "test", 0.24, "run", 0.22, "init", 0.05, "publish", 0.04, "doctor", 0.04));
    private static final Map<String, Double> ERRORS = new TreeMap<>(Map.of(
            "CompileError",
            0.44,
            "TestFailure",
            0.24,
            "NetworkError",
            0.14,
            "ConfigError",
            0.1,
            "PermissionError",
            0.08));
    private static final Map<String, Double> DURATIONS =
            new TreeMap<>(Map.of("<1s", 0.31, "1-5s", 0.38, "5-30s", 0.2, "30s-2m", 0.08, "2m+", 0.03));

    private final Enforcer enforcer;
    private final Chance chance;
    private final Instant begin;
    private final Instant end;
    private final List<LogEntry> entries = new ArrayList<>();

    public SampleYear(long seed, Instant end) throws IOException {
        this.enforcer = new Enforcer(SampleManifest.read());
        this.chance = new Chance(seed);
        this.begin = end.minus(Duration.ofDays(DAYS));
        this.end = end;
    }

    /** Its entries in the order in which they were received. */
    public List<LogEntry> entries() {
        for (int day = 0; day < DAYS; day++) {
            int attempts = chance.count(growth(day) * rhythm(day));
            for (int attempt = 0; attempt < attempts; attempt++) {
                attempt(Machine.arriving(day + hour(), chance));
            }
        }
        entries.removeIf(entry -> entry.receivedAtMillis() > end.toEpochMilli());
        entries.sort(Comparator.comparingLong(LogEntry::receivedAtMillis));
        return List.copyOf(entries);
    }

    /** Writes them to the log of a collector that does not run, and says how many there are. */
    public int fill(Path logFolder) throws IOException {
        List<LogEntry> all = entries();
        try (SegmentLog log = SegmentLog.open(logFolder)) {
            for (int from = 0; from < all.size(); from += BATCH) {
                log.append(all.subList(from, Math.min(from + BATCH, all.size())));
            }
        }
        return all.size();
    }

    private static double growth(int day) {
        return 2 + 10 / (1 + Math.exp((150.0 - day) / 45));
    }

    private double rhythm(int day) {
        int weekday = begin.plus(Duration.ofDays(day))
                .atOffset(ZoneOffset.UTC)
                .getDayOfWeek()
                .getValue();
        return weekday > 5 ? 0.35 : 1;
    }

    /** A time of the day as its fraction, near the middle of it. */
    private double hour() {
        return (chance.share() + chance.share() + chance.share()) / 3;
    }

    private void attempt(Machine machine) {
        Release release = Release.newest(machine.installed());
        Map<String, Object> properties = new HashMap<>(machine.kind());
        properties.put("release", release.version());
        properties.put("method", machine.method());
        report("install_start", machine, machine.installed(), properties);
        boolean broken = release.version().equals(Release.UNINSTALLABLE) && machine.is("Darwin", "arm64");
        double ended = machine.installed() + chance.lapse(20.0 / 86_400);
        if (chance.happens(broken ? 0.55 : 0.05)) {
            report("install_failed", machine, ended, properties);
        } else {
            report("install_complete", machine, ended, properties);
            use(machine);
        }
    }

    private void use(Machine machine) {
        command(machine, machine.installed() + 0.002, "init");
        for (int day = (int) machine.installed(); day < Math.min(machine.lastDay(), DAYS); day++) {
            int commands = chance.count(machine.commandsADay() * rhythm(day) * 0.6);
            for (int command = 0; command < commands; command++) {
                double at = day + hour();
                if (at > machine.installed() && at < machine.lastDay() + 1) {
                    command(machine, at, chance.oneOf(COMMANDS));
                }
            }
        }
    }

    private void command(Machine machine, double at, String command) {
        Release release = machine.release(at);
        Map<String, Object> properties = new HashMap<>(machine.kind());
        properties.put("version", release.version());
        properties.put("command", chance.happens(0.004) ? "launch" : command);
        String error = error(release, command);
        properties.put("status", error == null ? "ok" : "error");
        properties.put("exit_code", error == null ? 0L : 1L);
        if (error != null) {
            properties.put("error_class", error);
        }
        properties.put("duration", chance.oneOf(DURATIONS));
        report("command_run", machine, at, properties);
        if (chance.happens(0.0005)) {
            report("fork_sync", machine, at, Map.of());
        }
    }

    private @Nullable String error(Release release, String command) {
        if (release.version().equals(Release.FAULTY) && command.equals("build") && chance.happens(0.2)) {
            return "ConfigError";
        }
        return chance.happens(0.04) ? chance.oneOf(ERRORS) : null;
    }

    private void report(String event, Machine machine, double day, Map<String, Object> properties) {
        long at = begin.toEpochMilli() + (long) (day * Duration.ofDays(1).toMillis());
        double hours = chance.happens(0.05) ? chance.lapse(50) : chance.share();
        long received = at + (long) (hours * Duration.ofHours(1).toMillis());
        IncomingEvent sent = new IncomingEvent.WellFormed(
                chance.eventId(at),
                event,
                "/events/0",
                machine.install(),
                at,
                new HashMap<>(properties),
                Map.of(),
                List.of(),
                250);
        entries.add(enforcer.enforce(sent, received).entry());
    }
}
