package daxplane.it.kernel;

import daxplane.it.kernel.FirmwareTables.Piece;
import daxplane.it.kernel.FirmwareTables.Range;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a guest has besides processors.
 *
 * @param megabytes RAM, half of it on each of the nodes 0 and 1
 * @param dimms     NVDIMMs, nmem0 first
 * @param options   more words of the kernel's command line: {@code lab.mods=a,b} loads these modules and no others
 * @param ranges    of persistent memory, where they are not QEMU's own: one for each DIMM
 */
record Hardware(int megabytes, List<Dimm> dimms, String options, List<Range> ranges) {

    static final int LABEL_BYTES = 128 << 10;
    private static final long MEBIBYTE = 1L << 20;

    /** Those that the lab's media belong to, which a kernel wrote: nmem2 has no label area. */
    private static final List<Dimm> WRITTEN = List.of(new Dimm(0, true, 2, ""), new Dimm(0, true, 3, ""), new Dimm(0, false, 3, ""));

    static final Hardware NVDIMMS = new Hardware(2048, WRITTEN, "", List.of());

    /**
     * One NVDIMM.
     *
     * @param blankBytes of a file for it, the label area at its end included; 0 for a copy of the lab's
     * @param labelled   whether its last 128 KiB are a label area
     * @param properties of the device in QEMU, each with a comma before it
     */
    record Dimm(long blankBytes, boolean labelled, int node, String properties) {
    }

    /** Machines that walks know by name. */
    enum Named {
        TWO_SOCKET(NVDIMMS),
        /**
         * Also a range of the e820 table, and soft-reserved memory: all of node 1, since 6.12 makes a device of nothing less where
         * a performance table tells about the node (corpus README, decision 084).
         */
        EVERY_KIND(new Hardware(4096, WRITTEN, "memmap=128M!1G memmap=2G%4G-1+0xefffffff "
                + "lab.mods=nfit,nd_e820,nd_pmem,nd_btt,dax_pmem,dax_hmem,device_dax", List.of())),
        /** Blank: a region that begins within a block of memory, one that ends within 2 MiB, and one of an unarmed DIMM. */
        ODD(new Hardware(2048, List.of(new Dimm(512 * MEBIBYTE + LABEL_BYTES, true, 2, ",addr=" + (4096 + 64) * MEBIBYTE),
                new Dimm(512 * MEBIBYTE, true, 3, ""), new Dimm(256 * MEBIBYTE + LABEL_BYTES, true, 3, ",unarmed=on")), "", List.of())),
        /** Blank: half of each DIMM is in an interleave set, the other halves are regions of their own. */
        INTERLEAVED(new Hardware(2048, List.of(new Dimm(1024 * MEBIBYTE + LABEL_BYTES, true, 2, ""), new Dimm(1024 * MEBIBYTE + LABEL_BYTES, true, 2, "")),
                "", List.of(new Range(4096 * MEBIBYTE, 1024 * MEBIBYTE, 2, List.of(new Piece(1, 0, 512 * MEBIBYTE), new Piece(2, 0, 512 * MEBIBYTE))),
                new Range(5120 * MEBIBYTE, 512 * MEBIBYTE, 2, List.of(new Piece(1, 512 * MEBIBYTE, 512 * MEBIBYTE))),
                new Range(5632 * MEBIBYTE, 512 * MEBIBYTE, 3, List.of(new Piece(2, 512 * MEBIBYTE, 512 * MEBIBYTE))))));

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
        return new Hardware(megabytes, dimms, options, ranges);
    }

    /** Whether its media are the lab's. */
    boolean written() {
        return dimms.equals(WRITTEN);
    }

    /** Files of the media, below a directory. */
    List<Path> media(Path place) {
        return IntStream.range(0, dimms.size()).mapToObj(i -> place.resolve("dimm" + i + ".img")).toList();
    }

    /** Makes the files of the media, from those of the lab where they are not blank. */
    void makeMedia(Path place, Path from) throws IOException {
        List<Path> files = media(place);
        for (int i = 0; i < files.size(); i++) {
            if (dimms.get(i).blankBytes == 0) {
                Lab.copySparse(from.resolve(files.get(i).getFileName()), files.get(i));
            } else {
                try (var file = new RandomAccessFile(files.get(i).toFile(), "rw")) {
                    file.setLength(dimms.get(i).blankBytes);
                }
            }
        }
    }

    /** The label area of a DIMM, as it is on the medium; empty when it has none. */
    byte[] labels(Path place, int dimm) throws IOException {
        byte[] area = new byte[dimms.get(dimm).labelled ? LABEL_BYTES : 0];
        try (var file = new RandomAccessFile(media(place).get(dimm).toFile(), "r")) {
            file.seek(file.length() - area.length);
            file.readFully(area);
        }
        return area;
    }

    /** The same with the ranges that QEMU makes. */
    Hardware plain() {
        return new Hardware(megabytes, dimms, options, List.of());
    }

    /** Words of QEMU's command line. */
    List<String> words(Path place) throws IOException {
        List<Path> media = media(place);
        var words = new ArrayList<String>();
        for (int i = 0; i < dimms.size(); i++) {
            Dimm dimm = dimms.get(i);
            words.addAll(List.of("-object", "memory-backend-file,id=nv%d,share=on,mem-path=%s,size=%d".formatted(i, media.get(i), Files.size(media.get(i))),
                    "-device", "nvdimm,id=nvdimm%d,memdev=nv%d,node=%d%s%s".formatted(i, i, dimm.node, dimm.labelled ? ",label-size=" + LABEL_BYTES : "",
                            dimm.properties)));
        }
        return words;
    }
}
