package dev.overt.collector.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is set: by the file, by the environment over it, by options over both. Immutable. */
public final class Configuration {
    /** The variable that names the file, as {@code --config} does. */
    private static final String FILE_VARIABLE = Setting.ENVIRONMENT_PREFIX + "CONFIG";

    private static final String PRODUCTS_VARIABLE = Setting.ENVIRONMENT_PREFIX + "PRODUCTS";

    private final Map<Setting<?>, Object> values;
    private final List<ConfiguredProduct> products;

    private Configuration(Map<Setting<?>, Object> values, List<ConfiguredProduct> products) {
        this.values = Map.copyOf(values);
        this.products = List.copyOf(products);
    }

    /**
     * Reads everything that is set.
     *
     * @param file the configuration file, or null for the one that the environment names, or none
     * @param environment all variables; those that begin with {@code OVERT_} must be known
     * @param options what the command line sets: option to value
     * @param manifests the products that the command line names, in place of all others; empty for none
     * @throws ConfigurationException if anything cannot be; says all that cannot
     */
    public static Configuration load(
            @Nullable Path file, Map<String, String> environment, Map<String, String> options, List<Path> manifests) {
        List<String> problems = new ArrayList<>();
        Map<String, Given> given = new HashMap<>();
        List<ConfiguredProduct> products = new ArrayList<>();
        String named = environment.get(FILE_VARIABLE);
        Path chosen = file == null && named != null ? Path.of(named) : file;
        if (chosen != null) {
            ConfigurationFile read = ConfigurationFile.read(chosen, environment, problems);
            given.putAll(read.values);
            products.addAll(read.products);
        }
        readEnvironment(environment, given, products, problems);
        readOptions(options, given);
        if (!manifests.isEmpty()) {
            products.clear();
            manifests.forEach(manifest -> products.add(ConfiguredProduct.of(manifest)));
        }
        Map<Setting<?>, Object> values = new HashMap<>();
        Settings.all()
                .forEach(setting -> value(setting, given.get(setting.key()), problems)
                        .ifPresent(value -> values.put(setting, value)));
        readSecret(Settings.ADMIN_TOKEN, Settings.ADMIN_TOKEN_FILE, values, problems);
        readSecret(Settings.METRICS_TOKEN, Settings.METRICS_TOKEN_FILE, values, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", problems));
        }
        return new Configuration(values, products);
    }

    private static void readEnvironment(
            Map<String, String> environment,
            Map<String, Given> given,
            List<ConfiguredProduct> products,
            List<String> problems) {
        Map<String, String> keys = new HashMap<>();
        Settings.all().forEach(setting -> keys.put(setting.environmentName(), setting.key()));
        environment.forEach((name, text) -> {
            String key = keys.get(name);
            if (key != null) {
                given.put(key, Given.of(text, "the variable " + name));
            } else if (name.equals(PRODUCTS_VARIABLE)) {
                products.clear();
                Given.of(text, name).items().forEach(item -> products.add(ConfiguredProduct.of(Path.of(item))));
            } else if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !name.equals(FILE_VARIABLE)) {
                List<String> known = new ArrayList<>(keys.keySet());
                known.addAll(List.of(FILE_VARIABLE, PRODUCTS_VARIABLE));
                problems.add("the variable " + name + " is no setting. " + Words.hint(name, known)
                        + "Unset it, or give it the name of a setting.");
            }
        });
    }

    private static void readOptions(Map<String, String> options, Map<String, Given> given) {
        for (Setting<?> setting : Settings.all()) {
            String text = setting.option() == null ? null : options.get(setting.option());
            if (text != null) {
                given.put(setting.key(), Given.of(text, "the option " + setting.option()));
            }
        }
    }

    private static <T> Optional<T> value(Setting<T> setting, @Nullable Given given, List<String> problems) {
        Kind<T> kind = setting.kind();
        if (given == null) {
            return setting.fallback() == null
                    ? Optional.empty()
                    : kind.reader().apply(Given.of(setting.fallback(), "the default"));
        }
        if (kind.isSecret() && given.inFile()) {
            problems.add(given.origin() + ": " + setting.key()
                    + " is a secret, which may not stand in this file. Write `"
                    + setting.key() + "-file` and the path of a file that only the collector's user can read, or set "
                    + setting.environmentName() + ".");
            return Optional.empty();
        }
        Optional<T> value = kind.reader().apply(given);
        if (value.isEmpty()) {
            String what = kind.isSecret() || given.isList()
                    ? ""
                    : " " + Words.quote(given.written().get(0));
            problems.add(given.origin() + ": " + setting.key() + what + " must be " + kind.noun() + ". Change it"
                    + (setting.fallback() == null
                            ? "."
                            : ", or remove it for the default, `" + setting.fallback() + "`."));
        }
        return value;
    }

    private static void readSecret(
            Setting<String> secret, Setting<Path> inFile, Map<Setting<?>, Object> values, List<String> problems) {
        if (!(values.get(inFile) instanceof Path file)) {
            return;
        }
        if (values.containsKey(secret)) {
            problems.add(secret.key() + " and " + inFile.key() + " are both set. Remove one.");
            return;
        }
        try {
            Given read = Given.of(Files.readString(file), "the file " + file);
            value(secret, read, problems).ifPresent(token -> values.put(secret, token));
        } catch (IOException e) {
            problems.add(inFile.key() + ": the file " + file
                    + " cannot be read. Make it, readable for the user who runs the collector.");
        }
    }

    /** What {@code setting} is, or its default. */
    public <T> T get(Setting<T> setting) {
        return Objects.requireNonNull(find(setting).orElse(null), setting.key());
    }

    /** What {@code setting} is, where it has no default. */
    @SuppressWarnings("unchecked") // a value was read by its setting's kind
    public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** The products to serve. */
    public List<ConfiguredProduct> products() {
        return products;
    }
}
