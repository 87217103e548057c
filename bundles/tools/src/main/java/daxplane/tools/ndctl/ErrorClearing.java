package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.inventory.AddressRange;
import daxplane.tools.json.JsonText;
import daxplane.tools.nd.BadRange;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.NdControl;
import daxplane.tools.nd.Personality;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.Optional;

/** Bad blocks of a namespace are made good: it is disabled, cleared, and enabled. Corpus nt-err-clear, nt-err-devdax. */
final class ErrorClearing {

    private static final int PASSED_OVER = 1;

    private final Session session;
    private final NdControl control;

    ErrorClearing(Session session) {
        this.session = session;
        this.control = new NdControl(session);
    }

    /** @return 0, a negative errno, or above 0 when nothing can be done in sector mode */
    int clear(Namespace namespace, boolean scrub) {
        var bus = namespace.region().bus();
        if (bus.scrubbing().isEmpty()) {
            session.error(namespace.name() + ": Unable to determine scrub state: " + Errno.EOPNOTSUPP.text() + "\n");
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        if (scrub) {
            int outcome = new Scrubbing(session).run(bus);
            if (outcome < 0) {
                return outcome;
            }
        }
        if (namespace.mode() == NamespaceMode.SECTOR) {
            return PASSED_OVER;
        }
        Optional<AddressRange> data = ErrorInjection.data(namespace);
        boolean personality = namespace.personality().filter(it -> it.kind() != Personality.Kind.BTT).isPresent();
        var disabled = control.disableUnused(namespace);
        if (disabled < 0) {
            session.error(namespace.personality().map(Personality::name).orElse(namespace.name()) + ": unable to disable namespace: "
                    + Outcome.text(disabled) + "\n");
            return disabled;
        }
        int outcome = clear(namespace, data);
        if (outcome < 0) {
            return outcome;
        }
        int enabled = control.enable(namespace);
        if (enabled < 0 && !personality) {
            return enabled;
        }
        show(namespace);
        return Outcome.DONE;
    }

    private int clear(Namespace namespace, Optional<AddressRange> data) {
        var region = namespace.region();
        var base = region.resource();
        AddressRange all = data.or(() -> AddressRange.fitting(namespace.resource().orElse(0), namespace.size())).orElse(new AddressRange(0, 0));
        var firmware = FirmwareNode.of(session, region.bus());
        for (BadRange bad : region.badRanges()) {
            long start = Math.max(base.orElse(0) + bad.firstByte(), all.start());
            long end = Math.min(base.orElse(0) + bad.lastByte() + 1, all.end());
            if (start < end) {
                if (firmware.ask(FirmwareCall.capabilities(start, end - start)).isEmpty()) {
                    return Outcome.failed(Errno.EOPNOTSUPP);
                }
                int cleared = firmware.perform(FirmwareCall.clearErrors(start, end - start));
                if (cleared < 0) {
                    return cleared;
                }
            }
        }
        return Outcome.DONE;
    }

    private void show(Namespace namespace) {
        var detail = new Detail(false, false, false, true, false, false, false);
        NamespaceJson.of(session, namespace, detail).ifPresent(json -> session.stdout(JsonText.of(json, false) + "\n"));
    }
}
