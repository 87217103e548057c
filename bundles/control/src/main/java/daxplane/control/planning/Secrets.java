package daxplane.control.planning;

import daxplane.control.Plan;
import daxplane.control.Policy;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.Dimm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stays readable of memory that was RAM. The kernel wipes nothing when it lets go of it, and persistent media keep it over boots and
 * losses of power; a DIMM with a passphrase locks itself when power is lost, and not at a reboot (decision 156).
 */
final class Secrets {

    private final Host host;
    private final Map<String, String> chosen;

    /** @param configuration what the journal has */
    Secrets(Host host, Map<String, String> configuration) {
        this.host = host;
        this.chosen = Policy.chosen(configuration);
    }

    /** @param dimms behind what becomes RAM @param title the command as typed */
    Optional<Refusal> refuses(List<Dimm> dimms, String object, String title) {
        var open = dimms.stream().filter(dimm -> !locks(dimm)).toList();
        if (!Policy.SECRETS.in(chosen).equals(Policy.REQUIRE_LOCK) || open.isEmpty()) {
            return Optional.empty();
        }
        var can = open.stream().filter(dimm -> !security(dimm).isEmpty()).findFirst();
        return Optional.of(new Refusal(RefusalCode.SECRETS_AT_STAKE, Errno.EPERM, object, object + " is not handed to the kernel",
                names(open) + (open.size() == 1 ? " does" : " do") + " not lock when power is lost, and what the kernel puts there would stay readable (" + Policy.SECRETS.word() + " is "
                        + Policy.REQUIRE_LOCK + ")", "it would not ask",
                can.map(dimm -> "ndctl setup-passphrase " + dimm.name() + " -k KEY       while its regions are disabled; and then: " + title)
                        .orElse("list       shows other memory: " + names(open) + " cannot lock")));
    }

    /** What an operator should know before memory becomes RAM, a sentence for each way in which its DIMMs behave. */
    Plan warned(Plan plan, List<Dimm> dimms) {
        var notes = new ArrayList<String>();
        var open = dimms.stream().filter(dimm -> !locks(dimm)).toList();
        var locking = dimms.stream().filter(this::locks).toList();
        if (!open.isEmpty()) {
            notes.add(names(open) + (open.size() == 1 ? " has" : " have") + " no passphrase: what is there is readable after a loss of power, too");
        }
        if (!locking.isEmpty()) {
            notes.add(names(locking) + (locking.size() == 1 ? " locks itself" : " lock themselves") + " when power is lost, not at a reboot: until then it is readable");
        }
        return notes.isEmpty() ? plan : plan.with(notes);
    }

    private boolean locks(Dimm dimm) {
        return List.of("unlocked", "locked").contains(security(dimm));
    }

    private String security(Dimm dimm) {
        try {
            return host.attributes().read("/sys/bus/nd/devices/" + dimm.name() + "/security").strip();
        } catch (HostException cannot) {
            return "";
        }
    }

    private static String names(List<Dimm> dimms) {
        return String.join(", ", dimms.stream().map(Dimm::name).toList());
    }
}
