package daxplane.modes;

import daxplane.control.ModeOption;
import daxplane.events.desired.BlockTargets.Target;
import daxplane.events.desired.BlockTargets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a device is to become System RAM.
 *
 * @param exactly      block by block, from a recovery; wins over {@code otherwise}
 * @param otherwise    what the other blocks are to become
 * @param zoneGiven    whether the operator named the zone, so that a block in another zone is moved
 * @param keepPolicy   leave the kernel's auto-online policy alone
 * @param allowCpuNode accept a node that has processors or ordinary RAM
 */
record EntryOptions(BlockTargets exactly, Target otherwise, boolean zoneGiven, boolean keepPolicy, boolean allowCpuNode) {

    static final List<ModeOption> KNOWN = List.of(
            ModeOption.oneOf("zone", List.of("movable", "kernel"), "zone of the memory; what is in a kernel zone can mostly not be taken back"),
            ModeOption.flag("no-online", "add the memory, but leave its blocks offline"),
            ModeOption.flag("keep-policy", "do not set the kernel's auto-online policy aside meanwhile"),
            ModeOption.consent("allow-cpu-node", "accept a node that has processors or ordinary RAM"),
            ModeOption.UNSUITABLE_OK,
            ModeOption.free(BlockTargets.OPTION, "RUNS", "33-34:movable,35:offline",
                    "what each block is to become, movable, kernel or offline: 33-34:movable,35:offline"),
            NamespaceMaking.NAME, NamespaceMaking.ALIGN, ModeOption.DISCARD_CONTENTS);

    static EntryOptions of(Request request) throws RuleBroken {
        var zone = request.options().value("zone");
        boolean online = !request.has("no-online");
        if (zone.isPresent() && !online) {
            throw Request.invalid(request.name(), request.title(), "--zone and --no-online exclude each other", "give one of them");
        }
        var exactly = request.options().value(BlockTargets.OPTION);
        var wishes = exactly.isEmpty() ? BlockTargets.NONE : BlockTargets.parse(exactly.get()).orElseThrow(() -> Request.invalid(
                request.name(), request.title(), "--blocks cannot be '" + exactly.get() + "'", "write it like 33-34:movable,35:offline"));
        var twice = exactly.flatMap(BlockTargets::contradicted);
        if (twice.isPresent()) {
            throw Request.invalid(request.name(), request.title(), "--blocks says two different things of memory" + twice.get(), "name each block once");
        }
        requireOwn(request, wishes);
        var otherwise = !online ? Target.OFFLINE : zone.orElse("movable").equals("movable") ? Target.MOVABLE : Target.KERNEL;
        var options = new EntryOptions(wishes, otherwise, zone.isPresent(), request.has("keep-policy"), request.has("allow-cpu-node"));
        options.checkPolicy(request);
        return options;
    }

    /** A block of somebody else is a slip of the finger: what was meant for it would be passed over in silence. */
    private static void requireOwn(Request request, BlockTargets wishes) throws RuleBroken {
        var own = request.blocks().numbers().boxed().collect(Collectors.toSet());
        var foreign = wishes.wishes().keySet().stream().filter(block -> !own.contains(block)).findFirst();
        if (foreign.isPresent() && !own.isEmpty()) {
            throw Request.invalid(request.name(), request.title(), "memory" + foreign.get() + " is no block of " + request.name() + ", which has "
                    + request.blocks().text(), "name blocks of " + request.blocks().text() + "; the others follow --zone");
        }
    }

    /** With the policy left alone, the kernel itself decides what becomes of new blocks (docs/kernel/memory.md 7.3). */
    private void checkPolicy(Request request) throws RuleBroken {
        String policy = request.picture().policy().autoOnline();
        if (!leavesOnliningToKernel(policy)) {
            return;
        }
        boolean clash = !exactly.wishes().isEmpty() || otherwise == Target.OFFLINE
                || zoneGiven && (otherwise == Target.MOVABLE) != policy.equals("online_movable");
        if (clash) {
            throw Request.invalid(request.name(), request.title(),
                    "--keep-policy leaves it to the kernel, and its policy is " + policy + " (auto_online_blocks)",
                    "leave out --keep-policy: the policy is set aside for the operation, and restored");
        }
    }

    boolean leavesOnliningToKernel(String policy) {
        return keepPolicy && !policy.equals("offline");
    }

    Target wish(long block) {
        return exactly.of(block).orElse(otherwise);
    }
}
