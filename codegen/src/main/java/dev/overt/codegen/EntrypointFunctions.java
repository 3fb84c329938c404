package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the script of a container consists of: the functions of {@code entrypoint-functions.sh} that it calls. */
final class EntrypointFunctions {
    private static final Pattern BEGINNING = Pattern.compile("[a-z_]+\\(\\) \\{.*");

    /** With the comment before each. */
    private final Map<String, List<String>> functions = new LinkedHashMap<>();

    private EntrypointFunctions(List<String> lines) {
        List<String> block = new ArrayList<>();
        String name = "";
        for (String line : lines) {
            block.add(line);
            if (BEGINNING.matcher(line).matches()) {
                name = line.substring(0, line.indexOf('('));
            }
            if (line.equals("}") || line.endsWith("; }")) {
                functions.put(name, List.copyOf(block));
                name = "";
            }
            if (name.isEmpty() && !line.startsWith("#")) {
                block.clear();
            }
        }
    }

    /** With the values of a manifest. */
    static EntrypointFunctions of(Manifest manifest) {
        return new EntrypointFunctions(ScriptTemplate.read("entrypoint-functions.sh")
                .with("PRODUCT", ShellText.caseless(manifest.product().id()))
                .with("SECONDS", Long.toString(manifest.delivery().timeout().toSeconds()))
                .lines());
    }

    /** The lines of the functions that {@code script} calls, and those that they call. */
    List<String> calledBy(List<String> script) {
        List<String> called = new ArrayList<>(script);
        List<String> names = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, List<String>> each : functions.entrySet()) {
                if (!names.contains(each.getKey()) && calls(called, each.getKey())) {
                    names.add(each.getKey());
                    called.addAll(each.getValue());
                    more = true;
                }
            }
        }
        return functions.entrySet().stream()
                .filter(each -> names.contains(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .toList();
    }

    /** Where a command begins: in a line, after a sign between two, or after a word of the language. */
    private static boolean calls(List<String> script, String name) {
        Pattern call = Pattern.compile("(^|[;&|({!)]|\\b(if|then|do|while|else) )\\s*" + name + "(?![\\w(-])");
        return script.stream()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .anyMatch(line -> call.matcher(line).find());
    }
}
