package dev.backflow.launcher.drill;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's programs.
 *
 * @param bin the folder with {@code initdb} and {@code postgres}
 * @param version what {@code postgres} says of itself
 * @param prefix words before a program's: PostgreSQL refuses to run for root
 */
record PostgresBinaries(Path bin, String version, List<String> prefix) {
    PostgresBinaries {
        prefix = List.copyOf(prefix);
    }

    /**
     * Looks for them.
     *
     * @param home the folder in which {@code bin} lies
     * @param user the name of this process's user
     * @throws LaunchException if they are not there, or cannot be run
     */
    static PostgresBinaries in(Path home, String user) throws InterruptedException {
        Path bin = home.toAbsolutePath().normalize().resolve("bin");
        for (String program : List.of("initdb", "postgres")) {
            if (!Files.isExecutable(bin.resolve(program))) {
                throw unusable("there is no program " + bin.resolve(program));
            }
        }
        // A user namespace of its own maps root to somebody without rights, who still owns these files.
        List<String> prefix = user.equals("root") ? List.of("unshare", "-U") : List.of();
        try {
            var command = new ArrayList<>(prefix);
            command.addAll(List.of(bin.resolve("postgres").toString(), "--version"));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw unusable(said.isEmpty() ? "postgres does not start" : said);
            }
            return new PostgresBinaries(bin, said.replace("postgres (PostgreSQL)", "PostgreSQL"), prefix);
        } catch (IOException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static LaunchException unusable(String why) {
        return new LaunchException(
                ExitCode.CONFIGURATION_WRONG,
                "PostgreSQL cannot be used: %s. Name in --postgres the folder above bin, in which initdb and postgres lie."
                        .formatted(why.replaceAll("\\R", " ")));
    }
}
