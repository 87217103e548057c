package daxplane.control.planning;

import daxplane.control.Condition;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.inventory.AddressRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.KnownErrors;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Memory that is known to be bad changes hands only when it is made good first, and nothing is made good without consent: what a
 * bad place held cannot be read, but a backup, or who maintains the machine, may still want to know where it was (decision 180).
 */
final class BadMemory {

    private static final String CONSENT = ModeOption.CLEAR_ERRORS.name();

    /** A sentence with more places than this is not read. */
    private static final int MOST_NAMED = 4;

    /** An answer about capabilities: status u32, longest answer u32, unit of clearing u32. */
    private static final int UNIT_AT = 8;
    private static final int STATUS = 0xffff;
    private static final Pattern BUS = Pattern.compile(".*\\bndbus(\\d{1,6})/.*");

    private final Host host;
    private final String title;
    private final Options given;

    /** @param title the command as it was typed, with all its options */
    BadMemory(Host host, String title, Options given) {
        this.host = host;
        this.title = title;
        this.given = given;
    }

    boolean consent() {
        return given.has(CONSENT);
    }

    /** Where a dax device lies with all that it needs, its struct pages and info block included; or a namespace. */
    static List<AddressRange> place(Inventory picture, String object) {
        var device = Optional.ofNullable(picture.daxDevices().get(object));
        var namespace = device.flatMap(DaxDevice::namespace).or(() -> Optional.of(object)).map(picture.namespaces()::get);
        return namespace.flatMap(BadMemory::place).map(List::of).orElseGet(() -> device.map(DaxDevice::ranges).orElse(List.of()));
    }

    static Optional<AddressRange> place(Namespace namespace) {
        return namespace.start().isEmpty() || namespace.bytes() == 0 ? Optional.empty()
                : AddressRange.fitting(namespace.start().getAsLong(), namespace.bytes());
    }

    /**
     * What must be made good before these ranges change hands.
     *
     * @param on   machine whose lists are read: the host itself, or a copy of it
     * @param what first line of the refusal
     * @throws RefusalException something there is known to be bad, and nobody has consented that it is cleared
     */
    KnownErrors toClear(Host on, Inventory picture, String object, String what, List<AddressRange> place) throws RefusalException {
        var bad = known(on, picture, place);
        if (!bad.none() && !consent()) {
            throw refusal(picture, object, what, bad);
        }
        return bad;
    }

    static KnownErrors known(Host on, Inventory picture, List<AddressRange> place) {
        return KnownErrors.of(place.stream().flatMap(range -> MediaErrors.in(on, picture, range).ranges().stream()).toList());
    }

    private RefusalException refusal(Inventory picture, String object, String what, KnownErrors bad) {
        boolean clears = bad.ranges().stream().allMatch(range -> unit(picture, range).isPresent());
        var namespace = picture.namespaces().values().stream().filter(found -> place(found).filter(place -> place.overlaps(bad.ranges().getFirst())).isPresent()).findFirst();
        String remedy = clears ? title + " --" + CONSENT + "       makes that good; what it held is lost"
                : namespace.filter(_ -> host.power().isEmpty()).map(found -> "ndctl clear-errors " + found.name() + "       clears what the firmware can clear; and then: " + title)
                .orElse("list       shows other memory: the firmware here clears no errors");
        return new RefusalException(new Refusal(RefusalCode.KNOWN_ERRORS, Errno.EIO, object, what, told(picture, bad) + " is known to be bad",
                "it would not ask; whoever touches it gets SIGBUS or EIO, and the kernel itself may not survive it", remedy));
    }

    /** What is known to be bad of something that stays, or goes back, where it is. */
    List<String> warning(Inventory picture, List<AddressRange> place, String remedy) {
        var bad = known(host, picture, place);
        return bad.none() ? List.of() : List.of(told(picture, bad) + " is known to be bad: whoever touches it gets SIGBUS or EIO; " + remedy);
    }

    /**
     * Makes memory good on a copy, where it happens as it will happen: whoever has it lets go for that moment.
     *
     * @return notes for the plan
     */
    List<String> clear(Trial trial, KnownErrors bad, String object) throws RefusalException, HostException {
        var before = trial.picture();
        var adjusting = new Adjusting(host, before, title, given);
        var aside = before.namespaces().values().stream().filter(namespace -> namespace.enabled()
                && place(namespace).filter(place -> bad.ranges().stream().anyMatch(place::overlaps)).isPresent()).toList();
        for (Namespace namespace : aside) {
            adjusting.disable(trial, namespace);
        }
        var notes = new ArrayList<>(adjusting.notes());
        for (AddressRange range : bad.ranges()) {
            notes.add(cleared(trial, before, range, object));
        }
        for (Namespace namespace : aside) {
            trial.perform(NdFiles.enable(namespace.name()), namespace.name(), title + " cannot be done");
            var after = trial.picture().namespaces().get(namespace.name());
            if (after == null || after.mode() != namespace.mode() || !after.enabled()) {
                throw new RefusalException(RefusalCode.REHEARSAL_FAILED, Errno.EIO, namespace.name(), title + " cannot be done",
                        namespace.name() + " would not come back as " + namespace.mode().word() + ": what describes it was in the bad place",
                        "destroy " + namespace.name() + " --" + ModeOption.DISCARD_CONTENTS.name() + "       and make it anew");
            }
        }
        return notes;
    }

    private String cleared(Trial trial, Inventory picture, AddressRange bad, String object) throws RefusalException, HostException {
        var unit = unit(picture, bad).orElseThrow(() -> new RefusalException(RefusalCode.KNOWN_ERRORS, Errno.EOPNOTSUPP, object, title + " cannot be done",
                told(picture, KnownErrors.of(List.of(bad))) + " is known to be bad, and the firmware here clears no errors", "list       shows other memory"));
        long start = bad.start() & -unit;
        var whole = AddressRange.ofSize(start, (bad.last() - start + unit) & -unit);
        String lost = told(picture, KnownErrors.of(List.of(whole)));
        trial.perform(new Effect.CallFirmware(bus(picture, bad).orElseThrow(), FirmwareCall.clearErrors(whole.start(), whole.bytes())), new Condition.NoErrorsIn(whole),
                "what " + lost + " held is lost", object, title + " cannot be done");
        return lost + " is made good; what it held is lost, and nobody could read it";
    }

    /** The unit in which the firmware clears errors of a range; empty when it clears none. */
    private Optional<Long> unit(Inventory picture, AddressRange range) {
        var bus = bus(picture, range);
        if (bus.isEmpty()) {
            return Optional.empty();
        }
        try {
            String number = bus.get().substring("ndctl".length());
            boolean clears = List.of(host.attributes().read("/sys/bus/nd/devices/ndbus" + number + "/commands").strip().split(" ")).contains("clear_error");
            byte[] answer = host.firmware().ask(bus.get(), FirmwareCall.capabilities(range.start(), range.bytes()));
            long unit = Packed.u32(answer, UNIT_AT);
            return clears && (Packed.u32(answer, 0) & STATUS) == 0 && Long.bitCount(unit) == 1 ? Optional.of(unit) : Optional.empty();
        } catch (HostException cannot) {
            return Optional.empty();
        }
    }

    /** The node of the bus that a range's region is on. */
    private static Optional<String> bus(Inventory picture, AddressRange range) {
        return picture.regions().values().stream().filter(region -> region.range().overlaps(range)).map(Region::path).map(BUS::matcher)
                .filter(matcher -> matcher.matches()).map(matcher -> "ndctl" + matcher.group(1)).findFirst();
    }

    /** For people: {@code 1 KiB of namespace0.0 from byte 4096 (0x100001000-0x1000013ff)}, and so on. */
    private static String told(Inventory picture, KnownErrors bad) {
        var texts = bad.ranges().stream().limit(MOST_NAMED).map(range -> told(picture, range)).toList();
        int more = bad.ranges().size() - texts.size();
        return String.join(", ", texts) + (more > 0 ? " and " + more + " more, " + bad.size() + " in all," : "");
    }

    private static String told(Inventory picture, AddressRange range) {
        var owner = picture.namespaces().values().stream().filter(namespace -> place(namespace).filter(place -> place.overlaps(range)).isPresent())
                .min(Comparator.comparing(Namespace::name));
        String where = owner.map(namespace -> " of " + namespace.name() + (namespace.altName().isEmpty() ? "" : " (" + namespace.altName() + ")") + " from byte "
                + Math.max(0, range.start() - namespace.start().orElse(0))).orElse(" in no namespace");
        return new ByteSize(range.bytes()) + where + " (" + range + ")";
    }
}
