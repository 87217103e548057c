package daxplane.it.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a guest has besides its NVDIMMs.
 *
 * @param megabytes RAM, half of it on each of the nodes 0 and 1
 * @param options   more words of the kernel's command line: {@code lab.mods=a,b} loads these modules and no others
 */
record Hardware(int megabytes, String options) {

    static final Hardware NVDIMMS = new Hardware(2048, "");

    /** Machines that walks know by name. */
    enum Named {
        TWO_SOCKET(NVDIMMS),
        /**
         * Also a range of the e820 table, and soft-reserved memory: all of node 1, since 6.12 makes a device of nothing less where
         * a performance table tells about the node (corpus README, decision 084).
         */
        EVERY_KIND(new Hardware(4096, "memmap=128M!1G memmap=2G%4G-1+0xefffffff "
                + "lab.mods=nfit,nd_e820,nd_pmem,nd_btt,dax_pmem,dax_hmem,device_dax"));

        final Hardware hardware;

        Named(Hardware hardware) {
            this.hardware = hardware;
        }

        /** @throws IllegalArgumentException with the names that there are */
        static Hardware of(String name) {
            List<String> known = Arrays.stream(values()).map(Named::word).toList();
            if (!known.contains(name)) {
                throw new IllegalArgumentException("no machine is called " + name + "; there are " + known);
            }
            return values()[known.indexOf(name)].hardware;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Hardware with(String options) {
        return new Hardware(megabytes, options);
    }
}
