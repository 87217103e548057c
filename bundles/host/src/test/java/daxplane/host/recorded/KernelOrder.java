package daxplane.host.recorded;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * The order in which /sys lists a directory: by a hash of the names. It was found by comparison with recorded listings
 * ({@code nmem1 nmem0 nmem2}, {@code region1 region0 region2}).
 */
final class KernelOrder {

    static final Comparator<String> OF_NAMES = Comparator.comparingLong(KernelOrder::hash)
            .thenComparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private KernelOrder() {
    }

    private static long hash(String name) {
        long x = 0;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            long c = b & 0xff;
            x = (x + (c << 4) + (c >> 4)) * 11;
        }
        x = x * 0x61C8864680B583EBL >>> 32 & 0x7fffffff;
        if (x < 2) {
            x += 2;
        }
        return Math.min(x, 0x7ffffffe);
    }
}
