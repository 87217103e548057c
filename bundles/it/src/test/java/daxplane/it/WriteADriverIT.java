package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/WRITE-A-DRIVER.md says, from the page alone, in an empty folder: files, commands, console. */
class WriteADriverIT {

    private static final String PROMPT = "daxplane> ";
    private static final String FILE = "File `";

    @TempDir
    private Path home;

    /** A block of the page: {@code file} is empty unless the line before names one. */
    private record Block(String language, String file, List<String> lines) {
        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    @Test
    void leadsFromNothingToACertifiedDriverThatIsBound() throws Exception {
        Path folder = Files.createDirectory(home.resolve("driver"));
        var blocks = blocks(Files.readAllLines(Distribution.DIRECTORY.resolve("docs/WRITE-A-DRIVER.md")));
        assertThat(blocks).extracting(Block::language).contains("java", "xml", "text", "sh", "console");
        var printed = new StringBuilder();
        try (var daxplane = Daxplane.start(home)) {
            for (Block block : blocks) {
                switch (block.language()) {
                    case "sh" -> printed.append(shell(folder, block));
                    case "console" -> console(daxplane, folder, block);
                    default -> {
                        assertThat(block.file()).as("the name of the file %s", block.text()).isNotEmpty();
                        Path file = folder.resolve(block.file());
                        Files.createDirectories(file.getParent());
                        Files.writeString(file, block.text());
                    }
                }
            }
            assertThat(printed.toString()).contains("certified: vault.jar").doesNotContain("BROKEN");
            var journal = daxplane.run("-c", "journal tail -n 200");
            assertThat(journal.out().lines().filter(line -> line.contains("DriverChanged"))).hasSize(3);
            assertThat(journal.out()).contains("1.1.0 (sha256 ");
        }
    }

    private String shell(Path folder, Block block) throws Exception {
        var run = Process.run(home, Map.of("DAXPLANE", Distribution.DIRECTORY.toString()), "",
                List.of("/bin/sh", "-c", "set -eu; cd " + folder + "\n" + block.text()));
        assertThat(run.exitCode()).as("%s\n%s%s", block.text(), run.out(), run.err()).isZero();
        return run.out();
    }

    /** Each command succeeds, and prints what the page shows below it, if it shows something; jars lie in the folder. */
    private static void console(Daxplane daxplane, Path folder, Block block) throws InterruptedException {
        for (int at = 0; at < block.lines().size(); at++) {
            String command = block.lines().get(at).substring(PROMPT.length());
            var shown = new ArrayList<String>();
            while (at + 1 < block.lines().size() && !block.lines().get(at + 1).startsWith(PROMPT)) {
                shown.add(block.lines().get(++at));
            }
            var run = daxplane.run("-c", command.replaceAll("\\b(vault\\S*\\.jar)", folder + "/$1"));
            assertThat(run.err()).as(command).isEmpty();
            assertThat(run.exitCode()).as(command).isZero();
            if (!shown.isEmpty()) {
                assertThat(run.out().lines().toList()).as(command).isEqualTo(shown);
            }
        }
    }

    private static List<Block> blocks(List<String> page) {
        var blocks = new ArrayList<Block>();
        String file = "";
        boolean inside = false;
        for (String line : page) {
            if (line.startsWith("```")) {
                if (!inside) {
                    blocks.add(new Block(line.substring(3), file, new ArrayList<>()));
                }
                inside = !inside;
                file = "";
            } else if (inside) {
                blocks.getLast().lines().add(line);
            } else if (line.startsWith(FILE)) {
                file = line.substring(FILE.length(), line.lastIndexOf('`'));
            }
        }
        return blocks;
    }
}
