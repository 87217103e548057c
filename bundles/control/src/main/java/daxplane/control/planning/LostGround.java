package daxplane.control.planning;

import daxplane.control.ModeOption;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Namespace;
import daxplane.rehearsal.Rehearsal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where namespaces lay that are wanted and have lost their labels: free space for the kernel, and for every tool. What they hold is
 * still there, so nothing is made on it unless somebody says that it may go (decision 173).
 */
public final class LostGround {

    /** The write that gives a namespace its place. */
    private static final Pattern SIZE = Pattern.compile(".*/(namespace\\d{1,6}\\.\\d{1,6})/size");
    private static final Pattern NOTHING = Pattern.compile("0*(0[xX]0*)?");

    private final Host host;
    private final Collection<Sighting> lost;

    /** @param lost namespaces that are wanted and not there, before anything is done */
    public LostGround(Host host, Collection<Sighting> lost) {
        this.host = host;
        this.lost = List.copyOf(lost);
    }

    /** Why an effect of a tool, or of a hand, must not happen. Where it would lie is found out on a copy of the machine. */
    public Optional<Refusal> refuses(Effect effect) {
        if (lost.isEmpty() || !(effect instanceof Effect.WriteAttribute(var path, var value)) || !SIZE.matcher(path).matches() || NOTHING.matcher(value.strip()).matches()) {
            return Optional.empty();
        }
        var name = SIZE.matcher(path).replaceFirst("$1");
        try (var copy = Rehearsal.on(host)) {
            copy.perform(effect);
            return Optional.ofNullable(copy.picture().namespaces().get(name)).flatMap(made -> under(made, lost)).map(was -> refusal(effect, name, was));
        } catch (HostException withoutCopy) {
            return lost.stream().filter(sighting -> path.contains("/" + sighting.namespace().region() + "/")).findFirst()
                    .map(sighting -> refusal(effect, name, sighting.namespace()));
        }
    }

    private static Refusal refusal(Effect effect, String name, Namespace was) {
        return new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, name, effect.typed().strip() + " is not done", rule(name, was),
                "it takes the space for free, and so does ndctl", "recover " + was.name() + "       brings it back; or accept " + was.name() + ", and it may go");
    }

    /** The lost namespace that a new one would lie on. */
    static Optional<Namespace> under(Namespace made, Collection<Sighting> lost) {
        if (made.start().isEmpty() || made.bytes() == 0) {
            return Optional.empty();
        }
        var place = AddressRange.ofSize(made.start().getAsLong(), made.bytes());
        return lost.stream().map(Sighting::namespace).filter(was -> !was.uuid().equals(made.uuid()) && was.start().isPresent()
                && AddressRange.ofSize(was.start().getAsLong(), was.bytes()).overlaps(place)).findFirst();
    }

    static Refusal refusal(String target, String what, String title, Namespace was) {
        return new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, target, what, rule("it", was), "it takes the space for free, and so does ndctl",
                "recover " + was.name() + "       brings it back; or " + title + " --" + ModeOption.DISCARD_CONTENTS.name());
    }

    private static String rule(String made, Namespace was) {
        return made + " would lie where " + was.name() + (was.altName().isEmpty() ? "" : " (" + was.altName() + ")")
                + " lay, which is wanted: its label is lost, what it holds is not";
    }
}
