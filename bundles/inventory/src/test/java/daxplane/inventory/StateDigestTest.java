package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.Namespace.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StateDigestTest {

    /**
     * Digests stand in journals. If this fails, old journals no longer verify: do not change the file, change the text so that
     * old pictures read as before.
     */
    @Test
    void everyVersionWritesTheSameText() throws IOException {
        try (var golden = getClass().getResourceAsStream("/canonical-text-1.txt")) {
            assertThat(CanonicalText.of(oneOfEach())).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.US_ASCII));
        }
        assertThat(StateDigest.of(oneOfEach())).isEqualTo("12fe96142d54d184bfafcca54254cf075c8547f6d5a304f1383f09ddec64ad98");
        assertThat(StateDigest.of(Inventory.EMPTY)).isEqualTo("462a914caa63146a8e7ef82bb00f2a48f83bcaafcc6682e59b5de231c3fce2fb");
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void picturesHaveTheSameTextExactlyWhenTheyAreEqual(@ForAll("pictures") Inventory one, @ForAll("pictures") Inventory other) {
        var rebuilt = Fold.apply(other, Difference.between(other, one));

        assertThat(CanonicalText.of(rebuilt)).isEqualTo(CanonicalText.of(one));
        assertThat(CanonicalText.of(one).equals(CanonicalText.of(other))).isEqualTo(one.equals(other));
    }

    /** Every single fact shows in the text. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void noFactLeavesTheTextAsItWas(@ForAll("pictures") Inventory one, @ForAll("pictures") Inventory other) {
        var before = one;
        for (Fact fact : Difference.between(one, other)) {
            var after = Fold.apply(before, fact);
            assertThat(StateDigest.of(after)).as("%s", fact).isNotEqualTo(StateDigest.of(before));
            before = after;
        }
    }

    @Provide
    static Arbitrary<Inventory> pictures() {
        return Pictures.any();
    }

    private static Inventory oneOfEach() {
        return new Given()
                .region(new Region("region0", "/LNXSYSTM:00/ndbus0/region0", AddressRange.ofSize(0x100000000L, 2L << 30), true, true,
                        false, 16 << 20, 1184 << 20, 1184 << 20, 0xba90120012b4dcL, OptionalInt.of(0), OptionalInt.of(2),
                        List.of(new Region.Mapping("nmem0", 0, 2L << 30, 0))))
                .namespace(new Namespace("namespace0.0", "region0", Optional.of("00000001-1111-2222-3333-444444444441"),
                        "the \"RAM\" \\ caf\u00e9\n", 512 << 20, OptionalLong.of(0x100000000L), Mode.DEVDAX, true, Optional.of("dax0.1"),
                        Optional.of("f7aba863-fea8-4640-805b-29fb11e18142"), Optional.empty()))
                .device("dax0.0", "kmem", new AddressRange(0x100a00000L, 0x120000000L), new AddressRange(1L << 63, 0))
                .block(0, 0, Optional.of(Zone.MIXED)).block(33, 2, Optional.of(Zone.MOVABLE)).block(34, 2, Optional.of(Zone.MOVABLE))
                .block(35, 2, Optional.empty())
                .reserved(new AddressRange(0x108000000L, 0x120000000L), 1, "dax0.0")
                .picture().change()
                .put(new Dimm("nmem0", "8680-56341200", 1, true, true, true, false, OptionalInt.of(505)))
                .put(new Dimm("nmem2", "", 3, true, false, false, true, OptionalInt.empty()))
                .put(new Node(2, "", true, 393216, Optional.of("memory_tier112")))
                .addModule("kmem").addId("kmem", "dax0.0").memTotalKib(2348620).build();
    }
}
