package daxplane.loader;

import daxplane.host.Errno;
import daxplane.loader.Offer.Kind;
import daxplane.simulation.ModuleUse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Plug-in bundles in an OSGi framework. What an operator installs gets a location of its own, which a restart of the
 * framework does not know: the launcher's bundle cache holds only what is shipped, and what is installed belongs to a state
 * directory.
 */
@Component
public final class FrameworkDriverLoader implements Loader, Plugins {

    private static final String LOCATION = "daxplane-driver:";
    private static final String SHIPPED = "reference:file:";

    private final BundleContext framework;
    private final ModuleUse machines;
    private final DriverLoaderBundles foreign;
    private final Map<Long, String> digests = new HashMap<>(); // by bundle id; guarded by this
    private final List<String> leftOut = new ArrayList<>(); // guarded by this
    private DriverFolder folder = new DriverFolder(Path.of("."));

    @Activate
    public FrameworkDriverLoader(BundleContext framework, @Reference ModuleUse machines) {
        this(framework, machines, Patience.of(Optional.ofNullable(framework.getProperty(Patience.PROPERTY))));
    }

    FrameworkDriverLoader(BundleContext framework, ModuleUse machines, Patience patience) {
        this.framework = framework;
        this.machines = machines;
        this.foreign = new DriverLoaderBundles(patience);
        machines.strangers(FrameworkDriverLoader::isInstalled);
    }

    /** Leaves the framework with what is shipped. */
    @Deactivate
    synchronized void close() {
        for (Bundle bundle : framework.getBundles()) {
            if (bundle.getLocation().startsWith(LOCATION)) {
                foreign.uninstall(bundle);
            }
        }
    }

    @Override
    public synchronized Plugins open(Path state, Recorded recorded) {
        leftOut.clear();
        folder = new DriverFolder(state.resolve("drivers"));
        for (Path file : folder.jars()) {
            try {
                TrustedFile.require(file);
                var jar = DriverJar.read(file);
                requireRecorded(file, jar, recorded);
                if (active(jar.name()).stream().noneMatch(bundle -> bundle.digest().equals(jar.digest()))) {
                    exchange(jar, active(jar.name()), Set.of(Kind.values()), false);
                }
            } catch (DriverRefused unusable) {
                leftOut.add(unusable.getMessage());
                System.err.println("WARNING: an installed bundle is left out: " + unusable.getMessage());
            }
        }
        for (String name : folder.removed()) {
            shipped(name).ifPresent(foreign::rest);
        }
        return this;
    }

    /** The bytes that were read are the ones that run; what lies there later does not matter. */
    private static void requireRecorded(Path file, DriverJar jar, Recorded recorded) throws DriverRefused {
        var digest = recorded.digest(jar.name());
        if (!file.getFileName().toString().equals(DriverFolder.fileName(jar.name())) || !digest.equals(Optional.of(jar.digest()))) {
            throw new DriverRefused(Errno.EACCES, file + " has the SHA-256 " + jar.digest() + ", and the journal "
                    + digest.map(known -> "knows " + jar.name() + " with " + known).orElse("knows no bundle " + jar.name())
                    + "; plugin install JAR takes one that you trust");
        }
    }

    @Override
    public synchronized List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    @Override
    public synchronized List<PluginBundle> list() {
        var found = new ArrayList<PluginBundle>();
        for (Bundle bundle : framework.getBundles()) {
            var offers = offers(bundle);
            if (!offers.isEmpty()) {
                found.add(describe(bundle, offers));
            }
        }
        found.sort(Comparator.comparing(PluginBundle::name));
        return List.copyOf(found);
    }

    @Override
    public synchronized Change install(Path file, Set<Kind> kinds) throws DriverRefused {
        var jar = DriverJar.read(file);
        try {
            var there = active(jar.name());
            if (!there.isEmpty()) {
                throw new DriverRefused(Errno.EEXIST, "there is a bundle " + jar.name() + " already; " + verb(kinds) + " update " + jar.name() + " " + file + " exchanges it");
            }
            var after = exchange(jar, List.of(), kinds, true);
            return new Change(jar.name(), Optional.empty(), Optional.of(after));
        } catch (DriverRefused refused) {
            throw refused.attempting(new Change(jar.name(), active(jar.name()).stream().findFirst(), Optional.of(jar.described())));
        }
    }

    @Override
    public synchronized Change update(String plugin, Path file, Set<Kind> kinds, Set<Offer> inUse) throws DriverRefused {
        var before = meant(plugin, kinds);
        requireNotOurHost(before, inUse);
        var jar = DriverJar.read(file);
        try {
            if (!jar.name().equals(before.name())) {
                throw new DriverRefused(Errno.EINVAL, file + " is the bundle " + jar.name() + ", not another version of " + before.name());
            }
            if (jar.digest().equals(before.digest())) {
                return new Change(jar.name(), Optional.of(before), Optional.of(before));
            }
            var after = exchange(jar, active(jar.name()), kinds, true);
            return new Change(jar.name(), Optional.of(before), Optional.of(after));
        } catch (DriverRefused refused) {
            throw refused.attempting(new Change(before.name(), Optional.of(before), Optional.of(jar.described())));
        }
    }

    @Override
    public synchronized Change remove(String plugin, Set<Kind> kinds, Set<Offer> inUse) throws DriverRefused {
        var before = meant(plugin, kinds);
        requireNotOurHost(before, inUse);
        var shipped = before.shipped() ? Optional.<Bundle>empty() : shipped(before.name());
        if (shipped.isEmpty()) {
            for (String module : before.modules()) {
                if (inUse.contains(new Offer(Kind.MODULE, module))) {
                    throw new DriverRefused(Errno.EBUSY, "module " + module + " of " + before.name() + " is loaded; modprobe -r " + module + " first");
                }
            }
        }
        if (before.shipped()) {
            folder.markRemoved(before.name());
            shipped(before.name()).ifPresent(foreign::rest);
            return new Change(before.name(), Optional.of(before), Optional.empty());
        }
        folder.drop(before.name());
        if (shipped.isPresent()) {
            foreign.start(shipped.get());
        }
        installed(before.name()).forEach(this::letGo);
        return new Change(before.name(), Optional.of(before), shipped.map(bundle -> describe(bundle, offers(bundle))));
    }

    /** A machine that is open lives in the bundle that opened it. */
    private static void requireNotOurHost(PluginBundle bundle, Set<Offer> inUse) throws DriverRefused {
        for (Offer offer : bundle.offers()) {
            if (offer.kind() == Kind.HOST && inUse.contains(offer)) {
                throw new DriverRefused(Errno.EBUSY, bundle.name() + " is the " + offer + " of the machine that is open here; do it with another --host, "
                        + "and the same --state");
            }
        }
    }

    private static String verb(Set<Kind> kinds) {
        return kinds.equals(Set.of(Kind.MODULE)) ? "driver" : "plugin";
    }

    /**
     * Starts the new one beside the old, and lets the old one go when the new one offers the same and its modules work.
     *
     * @param keep whether it is to be there at the next start: on the disk, or not at all
     */
    private PluginBundle exchange(DriverJar jar, List<PluginBundle> old, Set<Kind> kinds, boolean keep) throws DriverRefused {
        uninstallResting();
        var leaving = running(jar.name());
        Bundle bundle;
        try {
            bundle = framework.installBundle(LOCATION + jar.name() + ":" + jar.digest(), new ByteArrayInputStream(jar.bytes()));
        } catch (BundleException unusable) {
            throw new DriverRefused(Errno.EINVAL, jar.name() + " cannot be installed: " + unusable.getMessage());
        }
        try {
            foreign.start(bundle);
            var offered = offers(bundle);
            foreign.requireAnswers(bundle);
            requireOffers(jar, offered, old, kinds);
            requireTaken(jar, offered);
            if (keep) {
                folder.keep(jar);
            }
            digests.put(bundle.getBundleId(), jar.digest());
            leaving.forEach(this::letGo);
            return describe(bundle, offered);
        } catch (DriverRefused refused) {
            letGo(bundle);
            throw refused;
        }
    }

    /** What a machine still works with only stops, and is uninstalled later: its classes are loaded when they are first needed. */
    private void letGo(Bundle bundle) {
        if (bundle.getLocation().startsWith(LOCATION) && !worksSomewhere(bundle)) {
            foreign.uninstall(bundle);
        } else {
            foreign.rest(bundle);
        }
    }

    /** Whether an operator brought the code. */
    private static boolean isInstalled(Class<?> code) {
        var bundle = FrameworkUtil.getBundle(code);
        return bundle != null && bundle.getLocation().startsWith(LOCATION);
    }

    private boolean worksSomewhere(Bundle bundle) {
        return machines.working().stream().anyMatch(module -> bundle.equals(FrameworkUtil.getBundle(module.getClass())));
    }

    /** What stopped when a machine still worked with it. */
    private void uninstallResting() {
        for (Bundle bundle : framework.getBundles()) {
            if (bundle.getLocation().startsWith(LOCATION) && bundle.getState() == Bundle.RESOLVED && !worksSomewhere(bundle)) {
                foreign.uninstall(bundle);
            }
        }
    }

    private static void requireOffers(DriverJar jar, List<Offer> offered, List<PluginBundle> old, Set<Kind> kinds) throws DriverRefused {
        if (offered.stream().noneMatch(offer -> kinds.contains(offer.kind()))) {
            throw new DriverRefused(Errno.EINVAL, jar.name() + " " + jar.version() + (kinds.equals(Set.of(Kind.MODULE))
                    ? " started and offers no kernel module: it must provide the service " + Kind.MODULE.service()
                    : " started and offers nothing that is exchanged while the system runs: it must provide one of the services "
                            + String.join(", ", Stream.of(Kind.values()).map(Kind::service).toList())));
        }
        for (PluginBundle before : old) {
            if (!offered.containsAll(before.offers())) {
                throw new DriverRefused(Errno.EINVAL, jar.name() + " " + jar.version() + " offers " + words(offered) + " and lacks what "
                        + before.version() + " offers: " + words(before.offers()));
            }
        }
    }

    /** Of modules alone their names; else with their kinds. */
    private static String words(List<Offer> offers) {
        boolean modules = offers.stream().allMatch(offer -> offer.kind() == Kind.MODULE);
        return String.join(", ", offers.stream().map(offer -> modules ? offer.name() : offer.toString()).toList());
    }

    /** The open machines have tried it by now. */
    private void requireTaken(DriverJar jar, List<Offer> offered) throws DriverRefused {
        for (var refused : machines.refused().entrySet()) {
            if (offered.contains(new Offer(Kind.MODULE, refused.getKey()))) {
                throw new DriverRefused(Errno.EINVAL, jar.name() + " " + jar.version() + " started, but cannot take over the devices of module "
                        + refused.getKey() + ": " + refused.getValue());
            }
        }
    }

    private PluginBundle meant(String word, Set<Kind> kinds) throws DriverRefused {
        var meant = list().stream().filter(bundle -> bundle.offers().stream().anyMatch(offer -> kinds.contains(offer.kind())))
                .filter(bundle -> bundle.isMeantBy(word)).toList();
        if (meant.size() != 1) {
            String what = verb(kinds).equals("driver") ? "driver bundle" : "plug-in";
            throw new DriverRefused(meant.isEmpty() ? Errno.ENOENT : Errno.EINVAL, meant.isEmpty()
                    ? "there is no " + what + " " + word + "; " + verb(kinds) + " list shows what there is"
                    : word + " may mean " + String.join(" or ", meant.stream().map(PluginBundle::name).toList()));
        }
        return meant.getFirst();
    }

    private List<PluginBundle> active(String name) {
        return list().stream().filter(bundle -> bundle.name().equals(name)).toList();
    }

    private List<Bundle> running(String name) {
        return bundles(name).stream().filter(bundle -> !offers(bundle).isEmpty()).toList();
    }

    private Optional<Bundle> shipped(String name) {
        return bundles(name).stream().filter(bundle -> !bundle.getLocation().startsWith(LOCATION)).findFirst();
    }

    private List<Bundle> installed(String name) {
        return bundles(name).stream().filter(bundle -> bundle.getLocation().startsWith(LOCATION)).toList();
    }

    private List<Bundle> bundles(String name) {
        return List.of(framework.getBundles()).stream().filter(bundle -> name.equals(bundle.getSymbolicName())).toList();
    }

    /** What a bundle really offers: asking makes the component, and one that cannot be made is none. */
    private List<Offer> offers(Bundle bundle) {
        if (bundle.getState() != Bundle.ACTIVE || foreign.gaveUp(bundle)) {
            return List.of();
        }
        var offers = new TreeSet<Offer>();
        var references = bundle.getRegisteredServices();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            for (String service : (String[]) reference.getProperty("objectClass")) {
                Kind.of(service).flatMap(kind -> foreign.offer(framework, reference, kind)).ifPresent(offers::add);
            }
        }
        return List.copyOf(offers);
    }

    private PluginBundle describe(Bundle bundle, List<Offer> offers) {
        return new PluginBundle(bundle.getSymbolicName(), bundle.getVersion().toString(), digest(bundle), offers,
                !bundle.getLocation().startsWith(LOCATION));
    }

    private String digest(Bundle bundle) {
        return digests.computeIfAbsent(bundle.getBundleId(), _ -> {
            String location = bundle.getLocation();
            if (!location.startsWith(SHIPPED)) {
                return location.substring(location.lastIndexOf(':') + 1);
            }
            try {
                return DriverJar.sha256(Files.readAllBytes(Path.of(location.substring(SHIPPED.length()).replace("%2B", "+").replace("%25", "%"))));
            } catch (IOException gone) {
                return "";
            }
        });
    }
}
