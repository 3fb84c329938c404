package dev.overt.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program and all that it started asked of the kernel, seen by {@code strace}. */
record SystemCalls(List<String> lines) {
    /** A call may stand on two lines, with those of other processes between. */
    private static final Pattern PROGRAM = Pattern.compile("(?<process>\\d+) +"
            + "(execve\\(\"(?:[^\"]*/)?(?<name>[^\"/]+)\"|<\\.{3} execve resumed>).*"
            + "( = (?<result>-?\\d+).*|<unfinished \\.{3}>)$");

    private static final Pattern START = Pattern.compile("\\d+ +(clone3?|fork|vfork)\\(");

    /** The command line that runs {@code command} and leaves its calls in {@code trace}. */
    static List<String> tracing(Path trace, List<String> command) {
        List<String> words = new ArrayList<>(List.of("strace", "-f", "-o", trace.toString(), "-e"));
        words.add("trace=connect,sendto,sendmsg,sendmmsg,execve,clone,clone3,fork,vfork");
        words.addAll(command);
        return words;
    }

    static SystemCalls read(Path trace) throws IOException {
        return new SystemCalls(Files.readAllLines(trace));
    }

    /** What was sent to another machine, or asked of the kernel about the network. A socket alone says nothing. */
    List<String> network() {
        return lines.stream()
                .filter(line -> line.contains("AF_INET") || line.contains("AF_NETLINK"))
                .toList();
    }

    /** The programs that were started, in alphabetical order. */
    List<String> programs() {
        List<String> programs = new ArrayList<>();
        Map<String, String> begun = new HashMap<>();
        for (Matcher call :
                lines.stream().map(PROGRAM::matcher).filter(Matcher::matches).toList()) {
            if (call.group("name") != null) {
                begun.put(call.group("process"), call.group("name"));
            }
            if ("0".equals(call.group("result"))) {
                programs.add(begun.getOrDefault(call.group("process"), "?"));
            }
        }
        return programs.stream().sorted().toList();
    }

    /** How many processes were started, which threads are not. */
    long processes() {
        return lines.stream()
                .filter(line -> START.matcher(line).lookingAt() && !line.contains("CLONE_THREAD"))
                .count();
    }
}
