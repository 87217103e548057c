package daxplane.control.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused of destroying and resizing before anything is tried. */
class ShapingTest {

    private static final long MIB = 1 << 20;
    private static final Options DISCARD = Options.NONE.with(ModeOption.DISCARD_CONTENTS.name(), "");

    private final Host host = mock(Host.class);
    private final Inventory picture = Inventory.EMPTY.change().put(device("dax2.0", 256 * MIB)).put(device("dax2.1", 0))
            .put(namespace("namespace0.1", 64 * MIB)).put(namespace("namespace0.2", 0)).build();

    @BeforeEach
    void aHostWithoutCopiesThatNobodyUses() throws Exception {
        when(host.rehearsal()).thenReturn(Optional.empty());
        when(host.holders()).thenReturn(mock(Holders.class));
    }

    private static DaxDevice device(String name, long bytes) {
        return new DaxDevice(name, "platform/hmem.2", Optional.empty(), "path:" + name, List.of(), bytes, 2 * MIB, Optional.empty(), OptionalInt.empty(), OptionalInt.of(2), false);
    }

    private static Namespace namespace(String name, long bytes) {
        return new Namespace(name, "region0", Optional.of("1"), "", bytes, bytes == 0 ? OptionalLong.empty() : OptionalLong.of(1L << 32), Namespace.Mode.RAW, false,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Shaping shaping(String title, Options options) {
        return new Shaping(host, List.of(), picture, title, options);
    }

    private static void refused(RefusalCode code, Errno errno, String rule, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusalException.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code);
            assertThat(refused.refusal().errno()).isEqualTo(errno);
            assertThat(refused.refusal().rule()).contains(rule);
        });
    }

    @Test
    void whatHasNoSizeIsNotDestroyedAndNotResized() {
        for (String name : List.of("dax2.1", "namespace0.2")) {
            String what = name.startsWith("dax") ? "it is a dax device without a size" : "it is a namespace without a size";
            refused(RefusalCode.EMPTY_NAMESPACE, Errno.ENODEV, what, () -> shaping("destroy " + name, DISCARD).destroy(name));
            refused(RefusalCode.EMPTY_NAMESPACE, Errno.ENODEV, what, () -> shaping("resize " + name, DISCARD).resize(name, new ByteSize(MIB), List.of()));
        }
    }

    @Test
    void aSizeOfNothingIsDestroying() {
        for (String name : List.of("dax2.0", "namespace0.1")) {
            assertThatThrownBy(() -> shaping("resize", DISCARD).resize(name, ByteSize.ZERO, List.of())).isInstanceOfSatisfying(RefusalException.class, refused -> {
                assertThat(refused.refusal().code()).isEqualTo(RefusalCode.INVALID_OPTION);
                assertThat(refused.refusal().errno()).isEqualTo(Errno.EINVAL);
                assertThat(refused.refusal().remedy()).startsWith("destroy " + name + " ");
            });
        }
    }

    @Test
    void theSizeThatItHasIsNothingToDo() throws Exception {
        assertThat(shaping("resize", Options.NONE).resize("dax2.0", new ByteSize(256 * MIB), List.of()).steps()).isEmpty();
        assertThat(shaping("resize", Options.NONE).resize("namespace0.1", new ByteSize(64 * MIB), List.of()).steps()).isEmpty();
        verify(host, never()).rehearsal();
    }

    @Test
    void contentsAreNotCutWithoutConsent() throws Exception {
        assertThatThrownBy(() -> shaping("resize dax2.0 192M", Options.NONE).resize("dax2.0", new ByteSize(192 * MIB), List.of())).isInstanceOfSatisfying(
                RefusalException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
                    assertThat(refused.refusal().errno()).isEqualTo(Errno.ENOTEMPTY);
                    assertThat(refused.refusal().rule()).isEqualTo("what the last 64 MiB of dax2.0 hold would be destroyed");
                    assertThat(refused.refusal().remedy()).startsWith("resize dax2.0 192M --discard-contents");
                });
        verify(host, never()).rehearsal();
    }

    /** With consent, or when it grows, it is tried; where nothing can be tried nothing is planned. */
    @Test
    void withoutACopyThereIsNoPlan() {
        refused(RefusalCode.NO_REHEARSAL, Errno.EOPNOTSUPP, "this host cannot be copied", () -> shaping("resize", DISCARD).resize("dax2.0", new ByteSize(192 * MIB), List.of()));
        refused(RefusalCode.NO_REHEARSAL, Errno.EOPNOTSUPP, "this host cannot be copied", () -> shaping("resize", Options.NONE).resize("dax2.0", new ByteSize(320 * MIB), List.of()));
    }

    @Test
    void aNamespaceThatNobodyOwnsCannotBeSeen() {
        refused(RefusalCode.NOT_OWNED, Errno.ENODEV, "nobody owns it", () -> shaping("resize", DISCARD).resize("namespace0.1", new ByteSize(32 * MIB), List.of()));
    }
}
