package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.nd.Bus;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/** Commands for buses: one word after the other, and for each word all buses that it means. */
final class EachBus {

    private EachBus() {
    }

    /** @param words names, numbers or providers; none: all of them */
    static List<Bus> meant(Session session, List<String> words) {
        var all = Bus.all(session.sysfs());
        return words.isEmpty() ? all : words.stream().flatMap(word -> all.stream().filter(bus -> NdFilter.means(word, bus))).toList();
    }

    /** Good if one was; else what failed first. ENXIO when there was none. */
    static int outcome(List<Integer> outcomes) {
        return outcomes.stream().filter(outcome -> outcome >= 0).findFirst().or(() -> outcomes.stream().findFirst()).orElse(Outcome.failed(Errno.ENXIO));
    }
}
