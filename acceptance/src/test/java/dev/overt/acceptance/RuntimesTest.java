package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a tool runs from, what it records arrives by a process of its own. */
final class RuntimesTest {
    @TempDir
    private Path directory;

    private Path home;
    private CollectorStandIn collector;

    @BeforeEach
    void start() throws IOException {
        home = Files.createDirectory(directory.resolve("home"));
        collector = new CollectorStandIn();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private Run run(List<String> command) {
        return Run.of(command, home, Map.of("TOOL_COLLECTOR", collector.address()));
    }

    private void assertArrives(List<String> command) throws InterruptedException {
        Run run = run(command);
        assertThat(run).isEqualTo(new Run(0, "ran\n", ""));
        collector.await(1);
        assertThat(collector.ids()).hasSize(1);
        assertThat(run(with(command, "status")).out()).doesNotContain("not sent by themselves");
    }

    private static List<String> with(List<String> command, String argument) {
        List<String> longer = new ArrayList<>(command);
        longer.add(argument);
        return longer;
    }

    private SmallTool tool() {
        return new SmallTool(directory);
    }

    @Test
    void events_arrive_fromAFolderOfClasses() throws Exception {
        String classPath = SmallTool.modulePath(tool().classes());
        assertArrives(List.of(Checkout.java(), "-cp", classPath, "tool.Main"));
    }

    @Test
    void events_arrive_fromAJarOfEverything_whereTheClientHasAnotherName() throws Exception {
        assertArrives(List.of(Checkout.java(), "-jar", tool().fatJar().toString()));
    }

    @Test
    void events_arrive_fromTheModulePath() throws Exception {
        String modulePath = SmallTool.modulePath(tool().module());
        assertArrives(List.of(Checkout.java(), "-p", modulePath, "-m", "tool/tool.Main"));
    }

    @Test
    void events_arrive_fromARuntimeImage() throws Exception {
        String java = tool().image().resolve("bin/java").toString();
        assertArrives(List.of(java, "-m", "tool/tool.Main"));
    }

    /** An executable that no java command stands beside, as a native image is. */
    @Test
    void events_arrive_fromAnExecutableThatStartsItself() throws Exception {
        String executable = tool().executable("itself", "-Dorg.graalvm.nativeimage.imagecode=runtime")
                .toString();
        assertArrives(List.of(executable));
    }

    @Test
    void events_waitAndStatusSaysWhy_whereThereIsNoJavaCommand() throws Exception {
        String executable = tool().executable("alone").toString();
        assertThat(run(List.of(executable))).isEqualTo(new Run(0, "ran\n", ""));
        assertThat(run(List.of(executable, "status")).out())
                .contains("waiting=1")
                .contains("Events are not sent by themselves: this Java runtime has no java command.");
        assertThat(collector.uploads).isEmpty();
    }

    /** Nobody turns a tool of a JVM into something else by a variable. */
    @Test
    void variable_meansNothing_inAJvm() throws Exception {
        String classPath = SmallTool.modulePath(tool().classes());
        Run run = Run.of(
                List.of(Checkout.java(), "-cp", classPath, "tool.Main"),
                home,
                Map.of("OVERT_UPLOAD", "{\"arguments\":[],\"properties\":[]}"));
        assertThat(run).isEqualTo(new Run(0, "ran\n", ""));
    }
}
