package daxplane.shell.view;

import daxplane.inventory.AddressSpace.Span;
import daxplane.inventory.AddressSpace.Use;
import daxplane.inventory.Inventory;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.View;
import daxplane.shell.screen.Visible;
import daxplane.shell.screen.Wrapping;
import daxplane.shell.view.AddressMap.Area;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * The physical address space as bars: one for each region, and for each other piece of memory, to its own scale. Below a bar is what it is made of,
 * so that no piece is too small to be seen.
 *
 * <pre>
 *   region0  0x100000000-0x17fffffff  2 GiB  nmem0
 *   [+AAAAAAAAAAABBBBBBC.......................]
 *    A  0x100a00000  502 MiB  dax0.0      the kernel: 384 MiB online in zone Movable (memory33-35)
 * </pre>
 */
public final class MapView implements View {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** A bar is not made wider: it would not be told more. */
    private static final int WIDEST_BAR = 120;

    private final AddressMap map;
    private final boolean unicode;

    private MapView(AddressMap map, boolean unicode) {
        this.map = map;
        this.unicode = unicode;
    }

    /** @param unicode whether the terminal shows more than ASCII */
    public static MapView of(Inventory picture, boolean unicode) {
        return new MapView(AddressMap.of(picture), unicode);
    }

    @Override
    public Object json() {
        return map.areas().stream().flatMap(area -> area.spans().stream().map(span -> {
            var object = new LinkedHashMap<String, Object>();
            object.put("area", area.title());
            object.put("start", "0x%x".formatted(span.range().start()));
            object.put("end", "0x%x".formatted(span.range().end()));
            object.put("bytes", span.range().bytes());
            object.put("use", span.use().name().toLowerCase(Locale.ROOT));
            object.put("object", span.object());
            object.put("what", map.what(span));
            return object;
        })).toList();
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        if (map.areas().isEmpty()) {
            out.println("the kernel shows no addresses: there is no memory to hand over, or only root may see them");
        }
        boolean first = true;
        for (Area area : map.areas()) {
            if (!first) {
                out.println();
            }
            first = false;
            print(area, screen, out);
        }
    }

    private void print(Area area, Screen screen, PrintStream out) {
        var signs = signs(area.spans());
        var title = area.title() + "  " + area.range() + "  " + area.range().size() + (area.detail().isEmpty() ? "" : "  " + area.detail());
        Wrapping.lines(Visible.line(title), screen.columns()).forEach(line -> out.println(screen.ink(Style.STRONG, line)));
        int cells = Math.min(WIDEST_BAR, screen.columns() - 2);
        var widths = widths(area.spans(), cells);
        var bar = new StringBuilder();
        for (int at = 0; at < area.spans().size(); at++) {
            bar.append(screen.ink(ink(area.spans().get(at).use()), signs.get(at).repeat(widths[at])));
        }
        out.println((unicode ? "\u2595" : "[") + bar + (unicode ? "\u258f" : "]"));
        int addressWidth = area.spans().stream().mapToInt(span -> address(span).length()).max().orElse(0);
        int sizeWidth = area.spans().stream().mapToInt(span -> span.range().size().toString().length()).max().orElse(0);
        for (int at = 0; at < area.spans().size(); at++) {
            var span = area.spans().get(at);
            var size = span.range().size().toString();
            var label = " " + signs.get(at) + "  " + address(span) + " ".repeat(addressWidth - address(span).length()) + "  " + " ".repeat(sizeWidth - size.length()) + size + "  ";
            var said = map.said(span);
            Wrapping.behind(label, said, screen.columns()).forEach(line -> out.println(screen.ink(ink(span.use()), line)));
        }
    }

    private static String address(Span span) {
        return "0x%x".formatted(span.range().start());
    }

    /** Each owner of a bar has a letter, the same wherever it lies. */
    private List<String> signs(List<Span> spans) {
        var letters = new LinkedHashMap<String, String>();
        return spans.stream().map(span -> switch (span.use()) {
            case OWNED -> letters.computeIfAbsent(span.object(), _ -> String.valueOf(LETTERS.charAt(letters.size() % LETTERS.length())));
            case FREE -> unicode ? "\u2591" : ".";
            case METADATA -> unicode ? "\u2592" : "+";
            case LOST -> unicode ? "\u2573" : "/";
            case LEAKED -> unicode ? "\u2593" : "!";
            case ORDINARY -> unicode ? "\u2588" : "=";
            case FIRMWARE -> unicode ? "\u2590" : "~";
            case NOTHING -> " ";
        }).toList();
    }

    /**
     * Columns of each span: in proportion to its bytes, and at least one as long as there are as many columns as spans; the largest ones give what the
     * smallest ones take.
     */
    static int[] widths(List<Span> spans, int cells) {
        double all = spans.stream().mapToDouble(span -> unsigned(span.range().bytes())).sum();
        var widths = new int[spans.size()];
        int given = 0;
        for (int at = 0; at < widths.length; at++) {
            widths[at] = Math.max(spans.size() <= cells ? 1 : 0, (int) Math.round(unsigned(spans.get(at).range().bytes()) / all * cells));
            given += widths[at];
        }
        while (given != cells) {
            int widest = 0;
            for (int at = 1; at < widths.length; at++) {
                widest = widths[at] > widths[widest] ? at : widest;
            }
            int step = given > cells ? -1 : 1;
            widths[widest] += step;
            given += step;
        }
        return widths;
    }

    private static double unsigned(long bytes) {
        return (bytes >>> 1) * 2.0 + (bytes & 1);
    }

    private static Style ink(Use use) {
        return switch (use) {
            case OWNED -> Style.GOOD;
            case LOST -> Style.WARNING;
            case LEAKED -> Style.BAD;
            case FREE, ORDINARY, FIRMWARE, NOTHING -> Style.FAINT;
            case METADATA -> Style.PLAIN;
        };
    }
}
