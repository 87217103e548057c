package daxplane.inventory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a region with a use of its own.
 *
 * @param name        kernel name, {@code namespace0.1}; renumbered at boot, so not an identity
 * @param uuid        label uuid, the identity; empty when label-less or not yet given
 * @param altName     the name that people gave it
 * @param bytes       raw size
 * @param start       physical address; empty while the size is zero
 * @param mode        what it is used as
 * @param enabled     whether it, or the personality that claims it, has a driver
 * @param personality device on the nd bus that claims it ({@code btt0.1}, {@code pfn0.1}, {@code dax0.1}), if any
 * @param personalityUuid uuid in the info block of that personality
 * @param blockDevice {@code pmem0.1}, {@code pmem0.2s}, if it has one
 */
public record Namespace(String name, String region, Optional<String> uuid, String altName, long bytes, OptionalLong start,
        Mode mode, boolean enabled, Optional<String> personality, Optional<String> personalityUuid,
        Optional<String> blockDevice) {

    /** Kernel modules whose drivers have it and its personality now. */
    public List<String> modules() {
        if (!enabled) {
            return List.of();
        }
        return switch (mode) {
            case RAW, FSDAX -> List.of("nd_pmem");
            case SECTOR -> List.of("nd_btt", "nd_pmem");
            case DEVDAX -> List.of("dax_pmem");
        };
    }

    /** Use of a namespace, in the words of ndctl (the kernel says raw, safe, memory, dax). */
    public enum Mode {
        RAW("raw", "raw"), SECTOR("sector", "safe"), FSDAX("fsdax", "memory"), DEVDAX("devdax", "dax");

        private final String word;
        private final String kernelWord;

        Mode(String word, String kernelWord) {
            this.word = word;
            this.kernelWord = kernelWord;
        }

        public String word() {
            return word;
        }

        public static Optional<Mode> ofKernelWord(String word) {
            for (Mode mode : values()) {
                if (mode.kernelWord.equals(word)) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        }
    }
}
