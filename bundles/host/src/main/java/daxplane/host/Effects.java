package daxplane.host;

/** Performs effects on a host. */
public final class Effects {

    private Effects() {
    }

    /** The kernel's answer, whatever it is. A host without a power switch answers EOPNOTSUPP to {@code Reboot}. */
    public static EffectResult perform(Host host, Effect effect, Cancellation cancellation) {
        try {
            if (effect instanceof Effect.RunProgram(var words, var input)) {
                return programs(host).run(words, input, cancellation);
            }
            return new EffectResult.Done(attempt(host, effect, cancellation));
        } catch (HostException refused) {
            return new EffectResult.Failed(refused.errno(), refused.stage(), refused.explanation());
        }
    }

    private static int attempt(Host host, Effect effect, Cancellation cancellation) throws HostException {
        switch (effect) {
            case Effect.WriteAttribute(var path, var value) -> {
                return host.attributes().write(path, value, cancellation);
            }
            case Effect.LoadModule(var module) -> host.modules().load(module);
            case Effect.UnloadModule(var module) -> host.modules().unload(module);
            case Effect.WriteLabelArea(var dimm, var offset, var bytes) -> {
                host.labelAreas().write(dimm, offset, bytes);
                return bytes.length;
            }
            case Effect.ZeroMedia(var device, var offset, var length) -> {
                try (var media = host.blockMedia().openExclusive(device)) {
                    media.write(offset, new byte[length]);
                }
                return length;
            }
            case Effect.WriteMedia(var device, var offset, var bytes) -> {
                try (var media = host.blockMedia().openExclusive(device)) {
                    media.write(offset, bytes);
                }
                return bytes.length;
            }
            case Effect.CallFirmware(var node, var call) -> {
                return host.firmware().perform(node, call);
            }
            case Effect.RunProgram _ -> throw new IllegalStateException("a program tells more than a number");
            case Effect.Reboot() -> switchOf(host).reboot();
            case Effect.PowerCycle() -> switchOf(host).powerCycle();
            case Effect.PowerLoss() -> switchOf(host).powerLoss();
        }
        return 0;
    }

    private static Programs programs(Host host) throws HostException {
        return host.programs().orElseThrow(() -> new HostException(Errno.EOPNOTSUPP, FailedCall.OPEN, "/",
                "only a simulated machine runs programs from here"));
    }

    private static Power switchOf(Host host) throws HostException {
        return host.power().orElseThrow(() -> new HostException(Errno.EOPNOTSUPP, FailedCall.POWER, "/",
                "only a simulated machine has a power switch"));
    }
}
