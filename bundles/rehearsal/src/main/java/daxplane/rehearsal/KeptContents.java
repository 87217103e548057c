package daxplane.rehearsal;

import daxplane.host.Effect;
import daxplane.host.Host;
import daxplane.host.HostException;
import java.util.Arrays;
import java.util.List;

/** Bytes that are about to be written over: info blocks and labels, never the data of a namespace. */
public final class KeptContents {

    /** More than any info block or label needs, and little enough to be in a plan and in the journal. */
    private static final int MOST_BYTES = 64 << 10;

    @FunctionalInterface
    private interface Contents {
        byte[] read() throws HostException;
    }

    @FunctionalInterface
    private interface PuttingBack {
        Effect of(byte[] before);
    }

    private KeptContents() {
    }

    /** Before the effect: what puts back what it writes over. None for an effect that writes over no bytes, or too many, or what cannot be read. */
    public static List<Effect> of(Effect effect, Host host) {
        return reversal(effect, host) instanceof Reversal.ByEffects(var effects) ? effects : List.of();
    }

    static Reversal reversal(Effect effect, Host host) {
        return switch (effect) {
            case Effect.WriteLabelArea(var dimm, var offset, var bytes) -> kept(bytes.length, bytes,
                    () -> host.labelAreas().read(dimm, offset, bytes.length), before -> new Effect.WriteLabelArea(dimm, offset, before));
            case Effect.ZeroMedia(var device, var offset, var length) -> length > MOST_BYTES ? overwritten()
                    : kept(length, new byte[length], () -> read(host, device, offset, length), before -> new Effect.WriteMedia(device, offset, before));
            case Effect.WriteMedia(var device, var offset, var bytes) -> kept(bytes.length, bytes, () -> read(host, device, offset, bytes.length),
                    before -> new Effect.WriteMedia(device, offset, before));
            case Effect.WriteAttribute _, Effect.LoadModule _, Effect.UnloadModule _, Effect.CallFirmware _, Effect.RunProgram _, Effect.Reboot _, Effect.PowerCycle _,
                    Effect.PowerLoss _ -> Reversal.NOTHING;
        };
    }

    private static Reversal kept(int length, byte[] written, Contents contents, PuttingBack back) {
        if (length > MOST_BYTES) {
            return overwritten();
        }
        try {
            byte[] before = contents.read();
            return Arrays.equals(before, written) ? Reversal.NOTHING : new Reversal.ByEffects(List.of(back.of(before)));
        } catch (HostException unreadable) {
            return new Reversal.Impossible("what stands there cannot be read: " + unreadable.getMessage());
        }
    }

    private static Reversal overwritten() {
        return new Reversal.Impossible("what stood there is overwritten");
    }

    private static byte[] read(Host host, String device, long offset, int length) throws HostException {
        try (var media = host.blockMedia().openExclusive(device)) {
            return media.read(offset, length);
        }
    }
}
