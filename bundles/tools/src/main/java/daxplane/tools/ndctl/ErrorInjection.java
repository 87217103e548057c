package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.inventory.AddressRange;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import daxplane.tools.json.JsonText;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.Personality;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.Optional;
import java.util.OptionalLong;

/** Errors that the firmware of a bus pretends in a namespace. Corpus nt-err-inject, nt-err-nonotify, nt-err-devdax. */
final class ErrorInjection {

    private static final long BLOCK = 512;
    private static final String WARNING = """
            Warning: Un-injecting previously injected errors here will
            not cause the kernel to 'forget' its badblock entries. Those
            have to be cleared through the normal process of writing
            the affected blocks

            """;

    private final Session session;
    private final Values options;
    private final Namespace namespace;
    private final FirmwareNode firmware;

    ErrorInjection(Session session, Values options, Namespace namespace) {
        this.session = session;
        this.options = options;
        this.namespace = namespace;
        this.firmware = FirmwareNode.of(session, namespace.region().bus());
    }

    int run() {
        if (!supported()) {
            session.stderr(namespace.name() + ": error injection not supported\n");
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        if (options.has("status")) {
            return status();
        }
        boolean end = options.has("uninject");
        if (end) {
            session.stdout(WARNING);
        }
        long first = ByteCount.parse(options.text("block").orElse("0")).map(ByteCount::bytes).orElse(0L);
        long count = ByteCount.parse(options.text("count").orElse("0")).map(ByteCount::bytes).orElse(0L);
        int outcome = count == 0 ? Outcome.failed(Errno.EINVAL) : each(first, count, end);
        if (outcome < 0) {
            session.stderr("Unable to " + (end ? "uninject" : "inject") + " error: " + Outcome.text(outcome) + " (" + outcome + ")\n");
            return outcome;
        }
        show();
        return Outcome.DONE;
    }

    /** Whether the firmware of the bus can pretend errors. */
    private boolean supported() {
        return namespace.region().bus().understands("cmd_call") && namespace.region().bus().understands("ars_cap");
    }

    /** Block by block: those before one that fails stay injected (docs/kernel/faults.md no. 21). */
    private int each(long first, long count, boolean end) {
        Optional<AddressRange> data = data(namespace);
        if (data.isEmpty()) {
            return refuse(first, end, Errno.EOPNOTSUPP);
        }
        var capability = firmware.ask(FirmwareCall.capabilities(data.get().start(), data.get().bytes()));
        long unit = options.has("saturate") ? BLOCK : capability.map(answer -> Packed.u32(answer, 8)).orElse(BLOCK);
        for (long block = first; block < first + count; block++) {
            long start = data.get().start() + block * BLOCK;
            if (block < 0 || start + BLOCK > data.get().end()) {
                return refuse(block, end, Errno.EINVAL);
            }
            boolean last = block == first + count - 1;
            int outcome = firmware.perform(end ? FirmwareCall.uninjectErrors(start, unit)
                    : FirmwareCall.injectErrors(start, unit, !options.has("no-notify") && last));
            if (outcome < 0) {
                return refuse(block, end, Errno.EOPNOTSUPP);
            }
        }
        return Outcome.DONE;
    }

    private int refuse(long block, boolean end, Errno errno) {
        session.stderr("libndctl: ndctl_namespace_" + (end ? "uninject" : "inject") + "_error2: " + (end ? "Un-injection" : "Injection")
                + " failed at block " + Long.toHexString(block) + "\n");
        return Outcome.failed(errno);
    }

    /** Only this namespace's part, from the start of its data. */
    private int status() {
        Optional<AddressRange> data = data(namespace);
        var answer = data.isPresent() ? firmware.ask(FirmwareCall.INJECTED_ERRORS) : Optional.<byte[]>empty();
        if (answer.isEmpty()) {
            session.stderr("Unable to get error injection status: " + Outcome.text(Outcome.failed(Errno.EOPNOTSUPP)) + " ("
                    + Outcome.failed(Errno.EOPNOTSUPP) + ")\n");
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        var blocks = new JsonArray();
        long from = -1;
        long to = -1;
        for (int i = 0; i < Packed.u32(answer.get(), 4); i++) {
            long start = Packed.u64(answer.get(), 8 + 16 * i);
            if (start < data.get().start() || start >= data.get().end()) {
                continue;
            }
            long block = (start - data.get().start()) / BLOCK;
            long end = (start + Packed.u64(answer.get(), 16 + 16 * i) - data.get().start() + BLOCK - 1) / BLOCK;
            if (block != to && from >= 0) {
                blocks.add(new JsonObject().put("block", from).put("count", to - from));
                from = -1;
            }
            from = from < 0 ? block : from;
            to = end;
        }
        if (from >= 0) {
            blocks.add(new JsonObject().put("block", from).put("count", to - from));
        }
        if (!blocks.isEmpty()) {
            session.stdout(JsonText.of(new JsonObject().put("badblocks", blocks), options.has("human")) + "\n");
        }
        return Outcome.DONE;
    }

    /** The namespace with its bad blocks, as after each change. */
    private void show() {
        var detail = new Detail(false, false, false, true, false, false, false);
        NamespaceJson.of(session, namespace, detail).ifPresent(json -> session.stdout(JsonText.of(json, options.has("human")) + "\n"));
    }

    /** Where its data lies; empty in sector mode, where blocks wander. */
    static Optional<AddressRange> data(Namespace namespace) {
        var personality = namespace.personality();
        if (namespace.mode() == NamespaceMode.SECTOR) {
            return Optional.empty();
        }
        boolean plain = personality.isEmpty() || personality.get().kind() == Personality.Kind.BTT;
        OptionalLong start = plain ? namespace.resource() : personality.get().resource();
        OptionalLong size = plain ? OptionalLong.of(namespace.size()) : personality.get().size();
        return start.isPresent() && size.isPresent() ? AddressRange.fitting(start.getAsLong(), size.getAsLong()) : Optional.empty();
    }
}
