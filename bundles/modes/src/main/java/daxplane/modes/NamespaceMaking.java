package daxplane.modes;

import daxplane.control.FreeSpace;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Preparation;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.ToolLine;
import daxplane.host.Errno;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Namespaces that become what a mode needs: made on free space, made anew in another mode, enabled, destroyed. A namespace that is
 * made anew keeps its uuid and its name, so that it stays the same one for the journal.
 */
final class NamespaceMaking {

    static final ModeOption NAME = ModeOption.free("name", "NAME", "data", "name of a namespace that is made");
    static final ModeOption ALIGN = ModeOption.free("align", "BYTES", "2M", "unit of mappings: 4K, 2M or 1G");

    /** The kernel keeps 63 characters of it (label field {@code name}, 64 bytes with the NUL). */
    private static final int LONGEST_NAME = 63;

    private static final Preparation NOTHING = new Preparation.NotNeeded();

    private final Namespace.Mode use;
    private final Tools tools;

    NamespaceMaking(Namespace.Mode use, Tools tools) {
        this.use = use;
        this.tools = tools;
    }

    /** @param extra further words for ndctl, from options that only one mode has */
    Preparation prepare(Inventory picture, String target, Options options, List<String> extra) {
        var space = FreeSpace.parse(picture, target);
        if (space.isPresent()) {
            return onFreeSpace(picture, space.get(), options, extra);
        }
        var seed = Optional.ofNullable(picture.namespaces().get(target)).filter(candidate -> candidate.bytes() == 0);
        if (seed.isPresent()) {
            return refused(target, RefusalCode.EMPTY_NAMESPACE, Errno.ENODEV, "it is a namespace without a size: nothing is in it yet", forASeed(picture, seed.get(), use.word()));
        }
        var namespace = of(picture, target);
        var region = namespace.map(found -> picture.regions().get(found.region()));
        if (region.isPresent() && !region.get().enabled()) {
            return refused(target, RefusalCode.REGION_DISABLED, Errno.ENXIO, region.get().name() + ", which it lies in, is disabled",
                    "ndctl enable-region " + region.get().name() + "       brings back what is in it");
        }
        if (namespace.isEmpty() || namespace.get().mode() == use && namespace.get().enabled()) {
            return NOTHING;         // enter says what is wrong, or that nothing is to do
        }
        return namespace.get().mode() == use ? enabled(namespace.get()) : madeAnew(namespace.get(), options, extra);
    }

    /** The size of an info block is in it: a namespace that has one is made anew, at the place that the kernel gives it. */
    Preparation resized(Inventory picture, String device, ByteSize bytes, Options options) {
        var namespace = of(picture, device);
        if (namespace.isEmpty()) {
            return NOTHING;
        }
        return namespace.get().uuid().isPresent() ? madeAnew(namespace.get(), bytes.bytes(), options, List.of())
                : refused(device, RefusalCode.NO_LABELS, Errno.EOPNOTSUPP, namespace.get().region() + " has no labels: its namespace is as large as it is", "show " + device
                        + "       tells how large that is");
    }

    Preparation destroyed(Inventory picture, String target) {
        return of(picture, target).<Preparation>map(namespace -> new Preparation.ByTools(
                List.of(new NdctlLine(tools, List.of("destroy-namespace", "-f", namespace.name()))), Optional.of(contents(namespace)), namespace.uuid()))
                .orElse(NOTHING);
    }

    /** A namespace that has no size yet becomes one of what is free in its region, if anything is. */
    static String forASeed(Inventory picture, Namespace seed, String mode) {
        var region = picture.regions().get(seed.region());
        return region != null && region.maxAvailableExtentBytes() == 0 ? "show " + region.name() + "       shows that nothing is free there"
                : "assign " + seed.region() + " " + mode + "       makes one of what is free there";
    }

    private Preparation onFreeSpace(Inventory picture, FreeSpace space, Options options, List<String> extra) {
        var region = picture.regions().get(space.region());
        if (!region.labelled()) {
            return refused(space.text(), RefusalCode.NO_LABELS, Errno.ENOSPC, space.region() + " has no labels: it is one namespace, and no other can be made",
                    "assign namespace" + space.region().substring("region".length()) + ".0 " + use.word() + "       uses all of it");
        }
        long wanted = space.bytes().map(ByteSize::bytes).orElse(region.maxAvailableExtentBytes());
        if (wanted == 0 || wanted > region.maxAvailableExtentBytes()) {
            return refused(space.text(), RefusalCode.NO_FREE_SPACE, Errno.ENOSPC, new ByteSize(region.maxAvailableExtentBytes()) + " are free in one piece in "
                    + space.region(), "show " + space.region() + "       tells what has the rest");
        }
        String uuid = UUID.randomUUID().toString();
        var words = new ArrayList<>(List.of("create-namespace", "-r", space.region(), "-m", use.word(), "-s", Long.toString(wanted), "-u", uuid));
        return byNdctl(space.text(), new ArrayList<>(), words, Optional.empty(), options, extra, Optional.empty(), Optional.of(uuid));
    }

    /**
     * The kernel gives the uuid of a namespace to no other, nor to itself again, while its labels are there; so it is destroyed
     * first, and made again with the same uuid, name and size. One without labels is written over.
     */
    private Preparation madeAnew(Namespace namespace, Options options, List<String> extra) {
        return madeAnew(namespace, namespace.bytes(), options, extra);
    }

    private Preparation madeAnew(Namespace namespace, long bytes, Options options, List<String> extra) {
        var words = new ArrayList<>(List.of("create-namespace", "-m", use.word()));
        var before = new ArrayList<ToolLine>();
        if (namespace.uuid().isPresent()) {
            before.add(new NdctlLine(tools, List.of("destroy-namespace", "-f", namespace.name())));
            words.addAll(List.of("-r", namespace.region(), "-s", Long.toString(bytes), "-u", namespace.uuid().get()));
        } else {
            words.addAll(List.of("-f", "-e", namespace.name()));
        }
        return byNdctl(namespace.name(), before, words, Optional.of(namespace.altName()).filter(name -> !name.isEmpty()), options, extra,
                Optional.of(contents(namespace)), namespace.uuid());
    }

    private Preparation byNdctl(String target, List<ToolLine> lines, List<String> words, Optional<String> nameOfNow, Options options, List<String> extra,
            Optional<String> discards, Optional<String> uuid) {
        var name = options.value(NAME.name()).or(() -> nameOfNow);
        if (name.isPresent() && (name.get().length() > LONGEST_NAME || name.get().chars().anyMatch(Character::isISOControl))) {
            return refused(target, RefusalCode.INVALID_OPTION, Errno.EINVAL, "a name has at most " + LONGEST_NAME + " characters, none of them a control character",
                    "choose another --" + NAME.name());
        }
        name.ifPresent(text -> words.addAll(List.of("-n", text)));
        options.value(ALIGN.name()).ifPresent(align -> words.addAll(List.of("-a", align)));
        words.addAll(extra);
        lines.add(new NdctlLine(tools, words));
        return new Preparation.ByTools(lines, discards, uuid);
    }

    private Preparation enabled(Namespace namespace) {
        return new Preparation.ByTools(List.of(new NdctlLine(tools, List.of("enable-namespace", namespace.name()))), Optional.empty(), namespace.uuid());
    }

    private Preparation refused(String target, RefusalCode code, Errno errno, String rule, String remedy) {
        return new Preparation.Refused(new Refusal(code, errno, target, target + " cannot become " + use.word(), rule, "", remedy));
    }

    private static String contents(Namespace namespace) {
        return "what " + namespace.name() + (namespace.altName().isEmpty() ? "" : " (" + namespace.altName() + ")") + " holds, "
                + new ByteSize(namespace.bytes()) + " as " + namespace.mode().word() + ",";
    }

    /** The namespace behind a name of a dax device, or of itself. */
    static Optional<Namespace> of(Inventory picture, String device) {
        DaxDevice dax = picture.daxDevices().get(device);
        String name = dax != null ? dax.namespace().orElse(device) : device;
        return Optional.ofNullable(picture.namespaces().get(name)).filter(namespace -> namespace.bytes() != 0);
    }
}
