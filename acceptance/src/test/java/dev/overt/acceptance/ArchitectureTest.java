package dev.overt.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: which module may know which, and how much of each is public. */
final class ArchitectureTest {
    private static final JavaClasses OVERT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.overt");

    @Test
    void modules_dependOnlyAlongTheArrows_always() {
        mayUse("dev.overt.manifest..");
        mayUse("dev.overt.client..");
        mayUse("dev.overt.scrub..");
        mayUse("dev.overt.picocli..", "dev.overt.client..");
        mayUse("dev.overt.codegen..", "dev.overt.manifest..");
        mayUse("dev.overt.maven..", "dev.overt.codegen..", "dev.overt.manifest..");
        mayUse("dev.overt.collector..", "dev.overt.manifest..");
        mayUse("dev.overt.tool..", "dev.overt.codegen..", "dev.overt.collector..", "dev.overt.manifest..");
    }

    private static void mayUse(String module, String... others) {
        List<String> allowed = new ArrayList<>(List.of(others));
        allowed.add(module);
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are Overt's, outside " + allowed,
                        used -> used.getPackageName().startsWith("dev.overt")
                                && allowed.stream()
                                        .noneMatch(pattern -> JavaClass.Predicates.resideInAPackage(pattern)
                                                .test(used))))
                .check(OVERT);
    }

    @Test
    void clientAndScrubber_useOnlyTheJdk_always() {
        usesOnlyTheJdk("dev.overt.client..");
        usesOnlyTheJdk("dev.overt.scrub..");
    }

    private static void usesOnlyTheJdk(String module) {
        classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(module, "java..", "javax.net.ssl..", "org.jspecify.annotations..")
                .check(OVERT);
    }

    @Test
    void collectorPackages_haveNoCycles_always() {
        SlicesRuleDefinition.slices()
                .matching("dev.overt.collector.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OVERT);
    }

    /** Or sealed, which closes them as well. */
    @Test
    void publicClasses_areFinal_always() {
        assertThat(topLevel()
                        .filter(type ->
                                !type.isInterface() && !type.isEnum() && !type.isRecord() && !type.isAnnotation())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.reflect().isSealed())
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** The public types of each package; a new one is a decision, made by raising its number here. */
    @Test
    void publicTypes_stayWithinBudget_always() {
        TreeMap<String, Integer> publicTypes = topLevel()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.toMap(JavaClass::getPackageName, type -> 1, Integer::sum, TreeMap::new));

        assertThat(publicTypes).isEqualTo(new TreeMap<>(PublicTypes.BUDGET));
    }

    private static Stream<JavaClass> topLevel() {
        return OVERT.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.getPackageName().startsWith("dev.overt.examples")
                        && !type.getSimpleName().startsWith("Jte"));
    }
}
