package daxplane.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Screen WIDE = new Screen(200, false, Format.TABLE);

    @Test
    void alignsTextLeftAndNumbersRight() {
        var table = new Table(List.of(Column.text("device"), Column.number("bytes", "SIZE"), Column.wrapped("owner")));
        table.row("dax0.0", Cell.of(402653184L, "384 MiB"), "the kernel").row("namespace1.0", Cell.of(1L, "1 B"), "nobody");

        assertThat(printed(table, WIDE)).isEqualTo("""
                DEVICE           SIZE  OWNER
                dax0.0        384 MiB  the kernel
                namespace1.0      1 B  nobody
                """);
    }

    @Test
    void wrapsWhatMayBeWrappedWhenTheScreenIsNarrow() {
        var table = new Table(List.of(Column.text("device"), Column.wrapped("owner")));
        table.row("dax0.0", "the kernel: 384 MiB online in zone Movable (memory33-35)");

        assertThat(printed(table, new Screen(40, false, Format.TABLE))).isEqualTo("""
                DEVICE  OWNER
                dax0.0  the kernel: 384 MiB online in
                        zone Movable (memory33-35)
                """);
    }

    @Test
    void coloursDoNotCountAsWidth() {
        var table = new Table(List.of(Column.text("device"), Column.text("mode"))).row(Cell.of("dax0.0").in(Style.STRONG), "x");

        assertThat(printed(table, new Screen(80, true, Format.TABLE))).isEqualTo(
                "\033[1mDEVICE\033[0m  \033[1mMODE\033[0m\n\033[1mdax0.0\033[0m  x\n");
    }

    @Test
    void anEmptyTableSaysSo() {
        assertThat(printed(new Table(List.of(Column.text("a"))).whenEmpty("no drift"), WIDE)).isEqualTo("no drift\n");
        assertThat(printed(new Table(List.of(Column.text("a"))).whenEmpty("no drift"), WIDE.with(Format.JSON))).isEqualTo("[]\n");
        assertThat(printed(new Table(List.of(Column.text("a"))).whenEmpty("no drift"), WIDE.with(Format.JSONL))).isEmpty();
    }

    @Test
    void jsonKeepsNumbersAndExactValues() {
        var table = new Table(List.of(Column.text("device"), Column.number("bytes"), Column.text("free")));
        table.row("dax\"0.0", Cell.of(402653184L, "384 MiB"), true).row("b", 0, false);

        assertThat(printed(table, WIDE.with(Format.JSON))).isEqualTo("""
                [
                  {
                    "device": "dax\\"0.0",
                    "bytes": 402653184,
                    "free": true
                  },
                  {
                    "device": "b",
                    "bytes": 0,
                    "free": false
                  }
                ]
                """);
        assertThat(printed(table, WIDE.with(Format.JSONL))).isEqualTo("""
                {"device":"dax\\"0.0","bytes":402653184,"free":true}
                {"device":"b","bytes":0,"free":false}
                """);
    }

    @Test
    void propertiesPutTheirValuesBelowEachOther() {
        var shown = new Properties("dax0.0").with("driver", "kmem").with("empty", "").with("memory_blocks", List.of("memory33", "memory34"));

        assertThat(printed(shown, WIDE)).isEqualTo("""
                dax0.0
                  driver         kmem
                  memory blocks  memory33
                                 memory34
                """);
        assertThat(shown.json()).isEqualTo(Map.of("driver", "kmem", "empty", "", "memory_blocks", List.of("memory33", "memory34")));
    }

    /** Whatever is in it: no line of a table whose columns all wrap is longer than the screen. */
    @Property
    void fitsTheScreen(@ForAll @Size(max = 6) List<@AlphaChars @Chars(' ') @StringLength(max = 90) String> texts, @ForAll @IntRange(min = 40, max = 120) int columns) {
        var table = new Table(List.of(Column.wrapped("a"), Column.wrapped("b")));
        texts.forEach(text -> table.row(text, text));

        assertThat(printed(table, new Screen(columns, false, Format.TABLE)).lines()).allMatch(line -> line.length() <= columns);
    }

    private static String printed(View answer, Screen screen) {
        var bytes = new ByteArrayOutputStream();
        answer.print(screen, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
