package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelCommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code memmap=} and {@code mem=} of the kernel's command line do to the map of memory, word by word in their order.
 *
 * <pre>
 *   memmap=SIZE@START          System RAM             memmap=SIZE%START-OLD+NEW  gives what is OLD the type NEW
 *   memmap=SIZE#START          ACPI tables            memmap=SIZE%START+NEW      adds an entry of this type
 *   memmap=SIZE$START          reserved               memmap=SIZE%START-OLD      takes what is OLD away
 *   memmap=SIZE!START          persistent memory      memmap=SIZE%START          takes everything away
 *   memmap=SIZE, mem=SIZE      no RAM from SIZE on    memmap=exactmap            nothing but what follows
 * </pre>
 *
 * <p>Several stand in one word with commas between them. Numbers are decimal, 0x or 0 (octal), followed by k, m, g, t, p or e in
 * either case. What makes no sense is passed over, and told; what stands behind a number that makes sense changes nothing (asked of
 * Linux 6.12.117; Documentation/admin-guide/kernel-parameters.txt).
 */
final class MemmapWords {

    private static final String EXACT = "exactmap";
    private static final String UNITS = "kmgtpe";

    private final MemoryMap map;
    private final List<String> senseless = new ArrayList<>();
    private boolean defined;

    MemmapWords(MemoryMap map) {
        this.map = map;
    }

    /** A word that no kernel boots with. */
    static final class Impossible extends Exception {

        private static final long serialVersionUID = 1;

        Impossible(String message) {
            super(message, null, false, false);
        }
    }

    void apply(KernelCommandLine commandLine) throws Impossible {
        for (KernelCommandLine.Parameter parameter : commandLine.parameters()) {
            String value = parameter.value().orElse("");
            if (parameter.name().equals("memmap")) {
                for (String one : value.split(",", -1)) {
                    take(one);
                }
            } else if (parameter.name().equals("mem")) {
                Number size = Number.at(value, 0);
                if (size.value() == 0) {
                    senseless.add("mem=" + value);
                } else {
                    keepRamBelow(size.value());
                }
            }
        }
    }

    /** Whether any word took part: the map is then the user's, and not the firmware's. */
    boolean defined() {
        return defined;
    }

    /** Words that the kernel passes over. */
    List<String> senseless() {
        return List.copyOf(senseless);
    }

    private void take(String one) throws Impossible {
        if (one.startsWith(EXACT)) {
            map.clear();
            defined = true;
            return;
        }
        Number size = Number.at(one, 0);
        if (size.end() == 0) {
            senseless.add("memmap=" + one);
            return;
        }
        if (size.end() == one.length() || "@#$!%".indexOf(one.charAt(size.end())) < 0) {
            keepRamBelow(size.value());
            return;
        }
        Number start = Number.at(one, size.end() + 1);
        char kind = one.charAt(size.end());
        if (kind == '%') {
            retype(one, range(one, start.value(), size.value()), start.end());
            return;
        }
        defined = true;
        map.add(range(one, start.value(), size.value()), switch (kind) {
            case '@' -> MemoryMap.RAM;
            case '#' -> MemoryMap.ACPI;
            case '$' -> MemoryMap.RESERVED;
            default -> MemoryMap.LEGACY_PERSISTENT;
        });
        if (start.end() < one.length()) {
            senseless.add("memmap=" + one + " from " + one.substring(start.end()) + " on");
        }
    }

    /** Of a word with {@code %} everything counts or nothing. A type 0 is none. */
    private void retype(String one, AddressRange range, int at) {
        long from = 0;
        long to = 0;
        int end = at;
        if (end < one.length() && one.charAt(end) == '-') {
            Number old = Number.plain(one, end + 1);
            from = old.value() & 0xffff_ffffL;
            end = old.end();
        }
        if (end < one.length() && one.charAt(end) == '+') {
            Number next = Number.plain(one, end + 1);
            to = next.value() & 0xffff_ffffL;
            end = next.end();
        }
        if (end != one.length()) {
            senseless.add("memmap=" + one);
            return;
        }
        defined = true;
        if (from != 0 && to != 0) {
            if (to == MemoryMap.SOFT_RESERVED) {
                map.addWhereNothingIs(range, to);           // a map read after boot does not show it: its lines come from elsewhere
            }
            map.change(range, from, to);
        } else if (to != 0) {
            map.add(range, to);
        } else {
            map.remove(range, from == 0 ? Optional.empty() : Optional.of(from));
        }
    }

    private void keepRamBelow(long size) {
        defined = true;
        map.remove(new AddressRange(size, size == 0 ? -1L : 0), Optional.of(MemoryMap.RAM));
    }

    private static AddressRange range(String one, long start, long size) throws Impossible {
        Optional<AddressRange> range = AddressRange.fitting(start, size);
        if (range.isEmpty() || range.get().end() == 0 && size != 0) {
            throw new Impossible("memmap=" + one + " ends behind 2^64, and a kernel that is told so stops at boot");
        }
        return range.get();
    }

    /** @param value modulo 2^64, as the kernel reads it @param end index of the first character that is not its own; where it began: none */
    private record Number(long value, int end) {

        static Number at(String text, int from) {
            Number plain = plain(text, from);
            int unit = plain.end < text.length() ? UNITS.indexOf(Character.toLowerCase(text.charAt(plain.end))) : -1;
            // A unit alone is a number as well: the kernel reads 0 and shifts it.
            return unit < 0 ? plain : new Number(plain.value << 10 * (unit + 1), plain.end + 1);
        }

        static Number plain(String text, int from) {
            int at = from;
            int radix = 10;
            if (text.startsWith("0", at)) {
                boolean hex = at + 2 < text.length() && Character.toLowerCase(text.charAt(at + 1)) == 'x' && digit(text, at + 2, 16) >= 0;
                radix = hex ? 16 : 8;
                at += hex ? 2 : 0;
            }
            long value = 0;
            for (int digit; (digit = digit(text, at, radix)) >= 0; at++) {
                value = value * radix + digit;
            }
            return new Number(value, at);
        }

        /** Latin digits only. */
        private static int digit(String text, int at, int radix) {
            return at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), radix) : -1;
        }
    }
}
