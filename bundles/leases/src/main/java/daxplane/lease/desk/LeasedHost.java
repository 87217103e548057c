package daxplane.lease.desk;

import daxplane.host.Cancellation;
import daxplane.host.Changes;
import daxplane.host.EffectResult;
import daxplane.host.FailedCall;
import daxplane.host.Errno;
import daxplane.host.ForwardingHost;
import daxplane.host.Holders;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.HostProvider.OpenHost;
import daxplane.host.Programs;
import daxplane.inventory.DeviceUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A machine, with the leases that a desk keeps on its devices; all else is the machine's. */
public final class LeasedHost implements ForwardingHost, OpenHost {

    /** Where a kernel tells of those who have its devices in hand. */
    private static final String USERS = "/proc/mounts";

    private final Host machine;
    private final LeaseDesk desk;
    private final Runnable closing;
    /** Nothing of the machine tells when a lease changes: from the first one on each look is also one at who uses its devices. */
    private volatile boolean seen;

    private LeasedHost(Host machine, LeaseDesk desk, Runnable closing) {
        this.machine = machine;
        this.desk = desk;
        this.closing = closing;
    }

    @Override
    public Host machine() {
        return machine;
    }

    /** @param state where the socket of a desk lies when there is one */
    public static Host of(Host machine, Path state) {
        return new LeasedHost(machine, new DeskClient(LeaseServer.socket(state)), () -> { });
    }

    private List<KeptLease> leases() {
        try {
            List<KeptLease> leases = desk.leases();
            seen |= !leases.isEmpty();
            return leases;
        } catch (HostException gone) {
            return List.of();                              // its holders are told so, too: their leases are over
        }
    }

    @Override
    public Holders holders() {
        return new Holders() {

            @Override
            public List<Holder> of(String device) throws HostException {
                return with(device, machine.holders().of(device), leases());
            }

            @Override
            public Map<String, List<Holder>> of(Collection<String> devices) throws HostException {
                List<KeptLease> leases = leases();
                var all = new TreeMap<>(machine.holders().of(devices));
                all.replaceAll((device, holders) -> with(device, holders, leases));
                return all;
            }

            private List<Holder> with(String device, List<Holder> holders, List<KeptLease> leases) {
                var all = new ArrayList<>(holders);
                leases.stream().filter(lease -> lease.device().equals(device)).forEach(lease -> all.add(lease.holder()));
                return List.copyOf(all);
            }
        };
    }

    @Override
    public Changes changes() {
        return new Changes() {

            @Override
            public long mark() {
                return machine.changes().mark();
            }

            @Override
            public Touched since(long mark) throws HostException {
                Touched touched = machine.changes().since(mark);
                leases();
                if (!seen) {
                    return touched;
                }
                var paths = new TreeSet<>(touched.paths());
                paths.add(USERS);
                return new Touched(paths, touched.complete());
            }

            @Override
            public void settle(Duration patience) throws HostException {
                machine.changes().settle(patience);
            }
        };
    }

    /** The machine's, and what asks a lease back: {@code lease revoke DEVICE PID --drain SECONDS}, {@code lease resume DEVICE PID}. */
    @Override
    public Optional<Programs> programs() {
        return Optional.of(new LeasePrograms());
    }

    private final class LeasePrograms implements Programs {

        @Override
        public SortedSet<String> names() {
            return machine.programs().map(Programs::names).orElse(Collections.emptySortedSet());
        }

        @Override
        public boolean looks(List<String> words) {
            return machine.programs().filter(programs -> programs.looks(words)).isPresent();
        }

        @Override
        public boolean readsInput(List<String> words) {
            return machine.programs().filter(programs -> programs.readsInput(words)).isPresent();
        }

        @Override
        public EffectResult.Ended run(List<String> words, String input, Cancellation cancellation) throws HostException {
            return LeaseWords.parse(words).isPresent() ? asked(LeaseWords.parse(words).get(), cancellation)
                    : machine.programs().orElseThrow(() -> new HostException(Errno.EOPNOTSUPP, FailedCall.OPEN, "/", "only a simulated machine runs programs from here"))
                            .run(words, input, cancellation);
        }

        /** A process of the machine and one outside of it may have the same number: both are asked. */
        private EffectResult.Ended asked(LeaseWords words, Cancellation cancellation) throws HostException {
            if (inside(words)) {
                EffectResult.Ended ended = machine.programs().orElseThrow().run(words.ofProcess(), "", cancellation);
                if (ended.status() != 0 || !outside(words)) {
                    return ended;
                }
            }
            try {
                if (words.seconds().isPresent()) {
                    desk.yield(words.device(), words.pid(), words.seconds().get());
                } else {
                    desk.resume(words.device(), words.pid());
                }
                return new EffectResult.Ended(0, "", "");
            } catch (HostException refused) {
                return new EffectResult.Ended(1, "", "lease: " + refused.errno() + " (" + refused.explanation().orElse(refused.getMessage()) + ")\n");
            }
        }

        private boolean inside(LeaseWords words) {
            try {
                return machine.programs().isPresent() && machine.holders().of(words.device()).stream()
                        .anyMatch(holder -> holder.kind() == DeviceUse.Kind.LEASED && holder.pid() == words.pid());
            } catch (HostException gone) {
                return false;                               // what is not there is leased to nobody
            }
        }

        private boolean outside(LeaseWords words) {
            return leases().stream().anyMatch(lease -> lease.of(words.device(), words.pid()));
        }
    }

    @Override
    public Optional<OpenHost> rehearsal() throws HostException {
        return machine.rehearsal().map(copy -> new LeasedHost(copy, new CopiedDesk(leases()), copy::close));
    }

    @Override
    public void close() {
        closing.run();
    }
}
