package dev.overt.tool;

import dev.overt.collector.deletion.ReceiptCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt receipt}: whether the receipt of a deletion is what it claims to be, without asking anybody. */
@Command(
        name = "receipt",
        description = "Check the receipt of a deletion.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "FILE is what `telemetry delete` has kept, a collector's answer that holds a receipt, or its receipts.jsonl.",
            "A collector's public key is at /.well-known/overt-receipts.json. verify exits 1 if anything does not hold."
        })
final class ReceiptCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? overt receipt verify FILE");
    }

    @Command(name = "verify", description = "Say who signed it, what it states, and whether it was changed since.")
    int verify(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description =
                                    "The public key to trust: what /.well-known/overt-receipts.json says, or Base64.")
                    @Nullable
                    Path key,
            @Option(
                            names = "--chain",
                            paramLabel = "FILE",
                            description =
                                    "The collector's receipts.jsonl, of which the receipt must be an unbroken part.")
                    @Nullable
                    Path chain,
            @Option(
                            names = "--secret",
                            paramLabel = "FILE",
                            description =
                                    "The secret of the installation that it must be of; that in FILE, if it has one.")
                    @Nullable
                    Path secret) {
        ReceiptCheck check;
        try {
            check = ReceiptCheck.of(
                    Files.readAllBytes(file),
                    key == null ? null : Files.readString(key),
                    chain == null ? null : Files.readAllBytes(chain),
                    secret == null ? null : new String(Files.readAllBytes(secret), StandardCharsets.US_ASCII).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("the receipt cannot be checked: " + e.getMessage() + ".", e);
        }
        PrintWriter out = spec.commandLine().getOut();
        check.lines().forEach(out::println);
        out.println(check.sound() ? "All of it holds." : "It does not hold.");
        out.flush();
        return check.sound() ? 0 : 1;
    }
}
