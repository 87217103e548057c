package daxplane.tools.ndctl;

import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.Uuids;
import daxplane.tools.options.Values;
import daxplane.tools.session.ByteCount;
import daxplane.tools.session.Session;
import java.util.Optional;
import java.util.UUID;

/**
 * What the options of {@code create-namespace} ask for, legible all of it.
 *
 * @param reconfigured the namespace to be made into another, {@code all}; empty to make a new one
 * @param size         bytes, 0 for what there is; empty when not given
 * @param sizeText     the size as it was typed
 * @param map          {@code mem} or {@code dev}
 * @param align        bytes
 * @param alignText    the alignment as it was typed
 * @param sectorSize   bytes
 * @param name         what people call it
 */
record NamespaceForm(Optional<String> reconfigured, Optional<ByteCount> size, Optional<NamespaceMode> mode, Optional<String> map,
        Optional<Long> align, String alignText, Optional<Long> sectorSize, Optional<UUID> uuid, Optional<String> name,
        boolean blk, boolean force, boolean autolabel, boolean autorecover, boolean everywhere) {

    private static final int PAGE = 4096;

    /** Empty, after complaints, when something is not legible. */
    static Optional<NamespaceForm> of(Session session, Values options) {
        var complaints = new Checks(session, options);
        return complaints.pass() ? Optional.of(read(options)) : Optional.empty();
    }

    private static NamespaceForm read(Values options) {
        boolean blk = options.text("type").filter("blk"::equals).isPresent();
        boolean anew = options.text("reconfig").isEmpty();
        var mode = options.text("mode").flatMap(NamespaceMode::named)
                .or(() -> anew ? Optional.of(blk ? NamespaceMode.SECTOR : NamespaceMode.FSDAX) : Optional.empty());
        var sector = options.text("sector-size").flatMap(ByteCount::parse).map(ByteCount::bytes)
                .or(() -> mode.filter(m -> m == NamespaceMode.SECTOR && options.text("mode").isPresent()).map(_ -> (long) PAGE));
        return new NamespaceForm(options.text("reconfig"), options.text("size").flatMap(ByteCount::parse), mode, options.text("map"),
                options.text("align").flatMap(ByteCount::parse).map(ByteCount::bytes), options.text("align").orElse(""), sector,
                options.text("uuid").flatMap(Uuids::parse), options.text("name"), blk, options.has("force"),
                options.keeps("autolabel"), options.keeps("autorecover"), options.has("continue"));
    }

    /** The originals' checks, each of which complains, in their order. */
    private static final class Checks {

        private final Session session;
        private boolean passed = true;

        Checks(Session session, Values options) {
            this.session = session;
            options.text("type").filter(type -> !type.equals("pmem") && !type.equals("blk"))
                    .ifPresent(type -> fail("invalid type '" + type + "', must be either 'pmem' or 'blk'"));
            var mode = options.text("mode").flatMap(NamespaceMode::named);
            options.text("mode").filter(_ -> mode.isEmpty()).ifPresent(word -> fail("invalid mode '" + word + "'"));
            checkMap(options);
            if (options.text("type").filter("blk"::equals).isPresent()
                    && options.text("mode").filter(m -> m.equals("fsdax") || m.equals("devdax")).isPresent()) {
                fail("only 'pmem' namespaces support dax operation");
            }
            options.text("size").filter(Checks::illegible).ifPresent(size -> fail("failed to parse namespace size '" + size + "'"));
            options.text("align").ifPresent(this::checkAlign);
            // The originals look at the size twice.
            options.text("size").filter(Checks::illegible).ifPresent(size -> fail("failed to parse namespace size '" + size + "'"));
            options.text("uuid").filter(uuid -> Uuids.parse(uuid).isEmpty()).ifPresent(uuid -> fail("failed to parse uuid: '" + uuid + "'"));
            options.text("sector-size").filter(Checks::illegible).ifPresent(size -> fail("invalid sector size: " + size));
        }

        private void checkMap(Values options) {
            var map = options.text("map");
            if (map.isEmpty()) {
                return;
            }
            if (!map.get().equals("mem") && !map.get().equals("dev")) {
                fail("invalid map location '" + map.get() + "'");
            }
            String byDefault = options.text("type").filter("blk"::equals).isPresent() ? "sector" : "fsdax";
            String mode = options.text("mode").orElse(byDefault);
            if (options.text("reconfig").isEmpty() && !mode.equals("fsdax") && !mode.equals("devdax")) {
                fail("--map only valid for an devdax mode pmem namespace");
            }
        }

        private void checkAlign(String text) {
            var align = ByteCount.parse(text).map(ByteCount::bytes);
            if (align.isEmpty()) {
                fail("failed to parse namespace alignment '" + text + "'");
            } else if (Long.bitCount(align.get()) != 1 || Long.compareUnsigned(align.get(), PAGE) < 0) {
                fail("align must be a power-of-2 greater than " + PAGE);
            }
        }

        private static boolean illegible(String text) {
            return ByteCount.parse(text).isEmpty();
        }

        private void fail(String complaint) {
            session.error(complaint + "\n");
            passed = false;
        }

        boolean pass() {
            return passed;
        }
    }
}
