package dev.overt.codegen;

import dev.overt.manifest.Delivery;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Surface;
import java.text.Normalizer;
import java.util.List;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;

/**
 * Renders the Java class of a product: all that its manifest declares of the tool, compiled. The class depends on
 * Overt's client, and for free text on its scrubber.
 */
public final class JavaRenderer {
    /** Names that the class uses for other types. */
    private static final String[] TYPES = {
        "Boolean",
        "Collection",
        "Double",
        "Duration",
        "Event",
        "Fact",
        "Long",
        "Map",
        "Override",
        "Policy",
        "Property",
        "Scrubber",
        "String",
        "Telemetry",
        "Throwable"
    };

    private final Manifest manifest;
    private final String packageName;
    private final String className;
    private final ToolPart tool;
    private final Declarations declarations;
    private final List<RecordMethod> methods;
    private final JavaSource source = new JavaSource();

    private JavaRenderer(Manifest manifest, String packageName) {
        this.manifest = manifest;
        this.packageName = packageName;
        this.className = className(manifest);
        this.tool = ToolPart.of(manifest);
        JavaLimits.check(manifest, tool);
        JavaNames types = new JavaNames(TYPES);
        types.pascal(className);
        this.declarations =
                JavaLimits.fitOneClass(manifest, tool) ? new EventFields(tool) : new EventClasses(tool, types);
        this.methods = RecordMethod.of(declarations.expressions(), types);
        methods.forEach(JavaLimits::check);
    }

    /** Simple name of the class: the product's name, as far as it can stand in one, and {@code Telemetry}. */
    public static String className(Manifest manifest) {
        String letters = Normalizer.normalize(manifest.product().name(), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]", "");
        boolean startsWithLetter = !letters.isEmpty() && Character.isLetter(letters.charAt(0));
        return new JavaNames()
                        .pascal(
                                startsWithLetter
                                        ? letters
                                        : manifest.product().id().replace('-', '_')) + "Telemetry";
    }

    /**
     * Source of the class.
     *
     * @throws IllegalArgumentException if {@code packageName} is no package's name, or the manifest asks for what the
     *     Java client does not have or for more than a Java class can hold
     */
    public static String render(Manifest manifest, String packageName) {
        if (!SourceVersion.isName(packageName)) {
            throw new IllegalArgumentException("`" + packageName + "` is not the name of a Java package");
        }
        if (manifest.events(Surface.TOOL).isEmpty()) {
            throw new IllegalArgumentException(
                    "no event comes from the tool itself, and a Java class records no other");
        }
        if (manifest.identity().kind() != Identity.Kind.INSTALL_ID) {
            throw new IllegalArgumentException("the Java client supports only `identity: install-id`");
        }
        if (manifest.identity().file() != null) {
            throw new IllegalArgumentException("the Java client supports no `file` in `identity`");
        }
        if (manifest.delivery().mode() != Delivery.Mode.SPOOL) {
            throw new IllegalArgumentException("the Java client supports only `mode: spool` in `delivery`");
        }
        if (!manifest.consent().files().isEmpty()) {
            throw new IllegalArgumentException("the Java client supports no `files` in `consent`");
        }
        return new JavaRenderer(manifest, packageName).render();
    }

    /** Whether the class needs the jar {@code dev.overt:scrub} beside {@code dev.overt:client}: it has free text. */
    public static boolean needsScrub(Manifest manifest) {
        return needsScrub(ToolPart.of(manifest));
    }

    private static boolean needsScrub(ToolPart tool) {
        return tool.properties().stream().anyMatch(property -> property.type() instanceof PropertyType.FreeText);
    }

    private String render() {
        source.line(0, "package " + packageName + ";");
        source.blank();
        imports();
        source.blank();
        source.javadoc(0, about(), List.of());
        source.line(0, "public final class " + className + " {");
        manifestHash();
        declarations.render(source);
        new PolicyField(manifest, tool, declarations).render(source);
        opening();
        methods.forEach(method -> method.render(source));
        source.line(0, "}");
        return source.toString();
    }

    private List<String> about() {
        String about = "What " + JavaText.javadoc(manifest.product().name())
                + " may report: all that telemetry.yaml declares, and nothing else. Generated by Overt; edit the"
                + " manifest instead.";
        String jars = "Its free text needs the jar {@code dev.overt:scrub} beside {@code dev.overt:client}.";
        return needsScrub(tool) ? List.of(about, jars) : List.of(about);
    }

    private void imports() {
        TreeSet<String> imports = new TreeSet<>();
        for (String type : List.of("Event", "Policy", "Telemetry")) {
            imports.add("dev.overt.client." + type);
        }
        tool.properties().forEach(property -> {
            imports.add("dev.overt.client.Property");
            if (property.fact() != null) {
                imports.add("dev.overt.client.Fact");
            }
        });
        if (needsScrub(tool)) {
            imports.add("dev.overt.scrub.Scrubber");
        }
        methods.forEach(method -> method.imports().forEach(imports::add));
        imports.forEach(name -> source.line(0, "import " + name + ";"));
    }

    private void manifestHash() {
        source.line(4, "/** SHA-256 of the telemetry.yaml that this class was generated from. */");
        source.line(4, "public static final String MANIFEST = " + JavaText.literal(manifest.hash()) + ";");
        source.blank();
    }

    private void opening() {
        source.blank();
        source.line(4, "private final Telemetry telemetry;");
        source.blank();
        source.line(4, "private " + className + "(Telemetry telemetry) {");
        source.line(8, "this.telemetry = telemetry;");
        source.line(4, "}");
        source.blank();
        source.line(4, "/** Opens telemetry for this run of {@code productVersion}. Never throws, never blocks. */");
        source.line(4, "public static " + className + " open(String productVersion) {");
        source.line(8, "return new " + className + "(Telemetry.open(POLICY, productVersion));");
        source.line(4, "}");
        source.blank();
        source.line(4, "/** The running telemetry, for a command-line hook. */");
        source.line(4, "public Telemetry telemetry() {");
        source.line(8, "return telemetry;");
        source.line(4, "}");
    }
}
