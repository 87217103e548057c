package daxplane.events.format;

import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.Origin;
import daxplane.events.ledger.LastTold;
import daxplane.events.ledger.LedgerState;
import daxplane.events.ledger.LedgerState.Named;
import daxplane.events.ledger.LedgerState.Place;
import daxplane.events.ledger.NameBook;
import daxplane.events.ledger.NameBook.Use;
import daxplane.inventory.Inventory;
import daxplane.journal.JournalException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was made of the records up to a revision, as JSON, in the manner of events. Nobody has to read it but the version that wrote it. */
public final class LedgerCodec {

    private LedgerCodec() {
    }

    /** Empty: it names more memory blocks, or bytes of label areas, than readers take. */
    public static Optional<byte[]> encode(LedgerState state) {
        var json = JsonOut.object(out -> encode(out, state));
        return json.blocks() > Allowance.MOST_BLOCKS || json.labelBytes() > Allowance.MOST_LABEL_BYTES ? Optional.empty() : Optional.of(json.bytes());
    }

    private static void encode(JsonOut out, LedgerState state) {
        switch (state) {
            case LedgerState(var revision, var hash, var bootId, var host, var observed, var wanted, var lastChange, var modules, var named, var predecessors,
                    var lastTold, var shutdowns, var configuration, var operations) -> out.number("revision", revision).text("hash", hash).text("bootId", bootId).text("host", host)
                            .object("observed", o -> PictureCodec.encode(o, observed))
                            .objects("wanted", wanted, LedgerCodec::encode)
                            .objects("lastChange", lastChange.entrySet(), (o, change) -> {
                                StateCodec.encode(o, change.getKey());
                                encode(o, change.getValue());
                            })
                            .texts("modules", modules)
                            .objects("named", named, LedgerCodec::encode)
                            .objects("predecessors", predecessors.entrySet(), (o, link) -> o.text("of", link.getKey()).text("is", link.getValue()))
                            .objects("lastTold", lastTold.entrySet(), (o, told) -> {
                                StateCodec.encode(o, told.getKey());
                                o.number("driver", told.getValue().driver()).number("blocks", told.getValue().blocks())
                                        .number("self", told.getValue().self()).number("told", told.getValue().told());
                            })
                            .objects("shutdowns", shutdowns.entrySet(), (o, count) -> o.text("dimm", count.getKey()).number("count", count.getValue()))
                            .objects("configuration", configuration.entrySet(), (o, set) -> o.text("key", set.getKey()).text("value", set.getValue()))
                            .objects("operations", operations, (o, place) -> o.text("id", place.id()).number("intended", place.intended())
                                    .number("ended", place.ended()).number("refused", place.refused()));
        }
    }

    /** @throws JournalException EBADMSG, EOPNOTSUPP: it cannot be read */
    public static LedgerState decode(byte[] json) throws JournalException {
        try {
            return decode(JsonIn.parse(json));
        } catch (IllegalArgumentException | DateTimeException impossible) {
            throw JsonIn.damaged(impossible.getMessage());
        }
    }

    private static LedgerState decode(JsonIn in) throws JournalException {
        Inventory observed = PictureCodec.picture(in.object("observed"));
        var lastChange = new TreeMap<ObjectId, Origin>();
        in.objects("lastChange", o -> lastChange.put(StateCodec.object(o), origin(o)));
        var lastTold = new TreeMap<ObjectId, LastTold>();
        in.objects("lastTold", o -> lastTold.put(StateCodec.object(o), new LastTold(o.number("driver"), o.number("blocks"), o.number("self"), o.number("told"))));
        return new LedgerState(in.number("revision"), in.text("hash"), in.text("bootId"), in.text("host"), observed, in.objects("wanted", LedgerCodec::desired),
                lastChange, in.texts("modules"), in.objects("named", LedgerCodec::named), pairs(in, "predecessors", "of", "is"), lastTold, counts(in),
                Collections.unmodifiableMap(pairs(in, "configuration", "key", "value")),
                in.objects("operations", o -> new Place(o.text("id"), o.number("intended"), o.number("ended"), o.number("refused"))));
    }

    private static TreeMap<String, String> pairs(JsonIn in, String name, String key, String value) throws JournalException {
        var pairs = new TreeMap<String, String>();
        in.objects(name, o -> pairs.put(o.text(key), o.text(value)));
        return pairs;
    }

    private static TreeMap<String, Long> counts(JsonIn in) throws JournalException {
        var counts = new TreeMap<String, Long>();
        in.objects("shutdowns", o -> counts.put(o.text("dimm"), o.number("count")));
        return counts;
    }

    private static void encode(JsonOut out, DesiredState desired) {
        StateCodec.encode(out, desired.key());
        out.text("name", desired.name());
        StateCodec.encode(out, "wanted", desired.state());
        encode(out, desired.cause());
    }

    private static DesiredState desired(JsonIn in) throws JournalException {
        return new DesiredState(StateCodec.object(in), in.text("name"), StateCodec.state(in, "wanted"), origin(in));
    }

    private static void encode(JsonOut out, Origin origin) {
        StateCodec.encode(out.number("revision", origin.revision()), origin.by());
    }

    private static Origin origin(JsonIn in) throws JournalException {
        return new Origin(in.number("revision"), StateCodec.cause(in));
    }

    private static void encode(JsonOut out, Named named) {
        StateCodec.encode(out, named.key());
        out.objects("uses", named.uses(), (o, use) -> {
            o.text("name", use.name()).number("from", use.from()).text("since", use.since().toString());
            if (use.to() != NameBook.STILL) {
                o.number("to", use.to()).text("until", use.until().toString());
            }
        }).objects("places", named.places(), PartCodec::encode);
    }

    private static Named named(JsonIn in) throws JournalException {
        var key = StateCodec.object(in);
        return new Named(key, in.objects("uses", use -> use.has("to") ? new Use(key, use.text("name"), use.number("from"), Instant.parse(use.text("since")),
                use.number("to"), Instant.parse(use.text("until")))
                : new Use(key, use.text("name"), use.number("from"), Instant.parse(use.text("since")), NameBook.STILL, Instant.EPOCH)),
                in.objects("places", PartCodec::range));
    }
}
