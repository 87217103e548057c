package daxplane.kernel.core;

import java.nio.charset.StandardCharsets;

/**
 * The order in which the kernel lists a directory of sysfs: by a hash of the name, equal hashes by name. Tools show objects
 * in (the reverse of) this order, so it is visible to administrators; it does not depend on the kernel version.
 *
 * <p>Source: found by comparing recorded listings with candidate functions; every order in the recordings is reproduced.
 */
record DirectoryOrder(int hash, String name) implements Comparable<DirectoryOrder> {

    private static final long GOLDEN_RATIO = 0x61C8864680B583EBL;

    static DirectoryOrder of(String name) {
        return new DirectoryOrder(hashOf(name), name);
    }

    private static int hashOf(String name) {
        long sum = 0;
        for (byte signed : name.getBytes(StandardCharsets.UTF_8)) {
            long c = signed & 0xff;
            sum = (sum + (c << 4) + (c >> 4)) * 11;
        }
        int hash = (int) (sum * GOLDEN_RATIO >>> 32) & Integer.MAX_VALUE;
        if (hash < 2) {
            return hash + 2;                       // 0 and 1 stand for the entries . and ..
        }
        return Math.min(hash, Integer.MAX_VALUE - 1);
    }

    @Override
    public int compareTo(DirectoryOrder other) {
        int byHash = Integer.compare(hash, other.hash);
        return byHash != 0 ? byHash : name.compareTo(other.name);
    }
}
