package daxplane.shell.command;

import daxplane.control.ConfigurationKey;
import daxplane.control.Policy;
import daxplane.control.ControlException;
import daxplane.events.Event;
import daxplane.host.Attributes.Kind;
import daxplane.host.HostException;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.journal.JournalException;
import daxplane.loader.PluginBundle;
import daxplane.shell.session.Session;
import daxplane.shell.verb.DynamicOptions;
import daxplane.shell.verb.Verb;
import daxplane.shell.view.Names;
import daxplane.tools.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Names of live objects, for completion. Where something cannot be looked at, there is nothing to suggest. */
public final class ObjectNames {

    /** Operations that completion looks back to. */
    private static final int RECENT_RECORDS = 500;
    private static final int RECENT_REVISIONS = 10;

    private final Session session;

    public ObjectNames(Session session) {
        this.session = session;
    }

    /** Adds the options of the moment to a verb's description, where they can be known. */
    Optional<CommandSpec> adapt(Verb verb, CommandSpec spec) {
        if (verb instanceof DynamicOptions adaptable) {
            try {
                adaptable.adapt(spec, session.modes());
            } catch (ControlException unusable) {
                return Optional.empty();
            }
        }
        return Optional.of(spec);
    }

    /** What a parameter of daxplane's verbs can be. @param label the parameter's name in the usage line */
    List<Suggestion> labelled(String label, String word) {
        return switch (label) {
            case "DEVICE" -> labels(picture(), Names.devices(picture()));
            case "DIMM" -> plain(List.copyOf(picture().dimms().keySet()));
            case "OBJECT" -> labels(picture(), Names.all(picture()));
            case "MODE" -> modes();
            case "SETTING" -> plain(Stream.concat(Arrays.stream(ConfigurationKey.values()).map(ConfigurationKey::word), Policy.ALL.stream().map(Policy::word)).toList());
            case "MODULE" -> plain(modules());
            case "OPERATION" -> plain(operations());
            case "DRIVER" -> plugins(bundle -> !bundle.modules().isEmpty());
            case "PLUGIN" -> plugins(_ -> true);
            case "BUNDLE" -> bundles();
            case "MACHINE" -> plain(files(session.definitions() + "/").stream().map(found -> found.shown().replace("/", "")).toList());
            case "REVISION" -> revisions();
            case "PATH" -> paths(word);
            case "FILE", "JAR", "DIR" -> files(word);
            default -> List.of();
        };
    }

    /** What a word of the administrators' tools can be. */
    List<Suggestion> of(Subject subject, String word) {
        var picture = picture();
        return switch (subject) {
            case BUS -> plain(buses());
            case DIMM -> plain(List.copyOf(picture.dimms().keySet()));
            case REGION -> plain(List.copyOf(picture.regions().keySet()));
            case NAMESPACE -> labels(picture, List.copyOf(picture.namespaces().keySet()));
            case DAX_DEVICE -> labels(picture, List.copyOf(picture.daxDevices().keySet()));
            case DAX_REGION -> plain(picture.daxDevices().keySet().stream().map(name -> name.replaceAll("^dax|\\..*$", "")).distinct().toList());
            case NAMESPACE_MODE -> plain(List.of("fsdax", "devdax", "sector", "raw"));
            case DAX_MODE -> plain(List.of("system-ram", "devdax"));
            case FILE -> files(word);
            case NOTHING, SIZE, COMMAND -> List.of();
        };
    }

    /** Paths of the machine. */
    public List<Suggestion> paths(String word) {
        if (!word.startsWith("/")) {
            return Stream.concat(Stream.of(Suggestion.path("/sys/", true), Suggestion.path("/proc/", true)), files(word).stream()).toList();
        }
        var directory = word.substring(0, word.lastIndexOf('/') + 1);
        try {
            var attributes = session.host().attributes();
            var found = new ArrayList<Suggestion>();
            for (var name : attributes.list(directory.length() == 1 ? "/" : directory.substring(0, directory.length() - 1)).stream().sorted().toList()) {
                if ((directory + name).startsWith(word)) {
                    var kind = attributes.kind(directory + name);
                    found.add(kind == Kind.FILE ? Suggestion.path(directory + name, false) : Suggestion.path(directory + name + "/", true));
                }
            }
            return found;
        } catch (ControlException | HostException unreadable) {
            return List.of();
        }
    }

    /** Paths of whoever sits at the console. */
    private static List<Suggestion> files(String word) {
        var directory = word.substring(0, word.lastIndexOf('/') + 1);
        try (var entries = Files.list(Path.of(directory.isEmpty() ? "." : directory))) {
            return entries.map(path -> Files.isDirectory(path) ? Suggestion.path(directory + path.getFileName() + "/", true)
                    : Suggestion.path(directory + path.getFileName(), false)).sorted(java.util.Comparator.comparing(Suggestion::value)).toList();
        } catch (IOException | java.nio.file.InvalidPathException unreadable) {
            return List.of();
        }
    }

    private Inventory picture() {
        try {
            return session.control().picture().inventory();
        } catch (ControlException unusable) {
            return Inventory.EMPTY;
        }
    }

    private List<Suggestion> modes() {
        try {
            return session.modes().stream().map(mode -> Suggestion.of(mode.name(), mode.describe())).toList();
        } catch (ControlException unusable) {
            return List.of();
        }
    }

    private List<String> modules() {
        var names = new TreeSet<>(picture().modules());
        names.addAll(List.of("kmem", "device_dax", "dax_pmem", "nd_pmem", "nd_btt"));
        return List.copyOf(names);
    }

    private List<String> operations() {
        Set<String> names = new LinkedHashSet<>();
        try {
            var journal = session.control().journal();
            journal.read(Math.max(1, journal.head() - RECENT_RECORDS), Long.MAX_VALUE, record -> {
                if (record.event() instanceof Event.OperationIntended intended) {
                    names.add(intended.operation());
                }
                return true;
            });
        } catch (ControlException | JournalException unreadable) {
            return List.of();
        }
        return List.copyOf(names);
    }

    /** As people call them: the last part of the bundle's name. */
    private List<Suggestion> plugins(Predicate<PluginBundle> wanted) {
        try {
            var bundles = session.plugins().list().stream().filter(wanted).toList();
            return bundles.stream().map(bundle -> {
                var last = bundle.name().substring(bundle.name().lastIndexOf('.') + 1);
                boolean clear = bundles.stream().filter(other -> other.isMeantBy(last)).count() == 1;
                return Suggestion.of(clear ? last : bundle.name(), bundle.name() + " " + bundle.version());
            }).toList();
        } catch (ControlException none) {
            return List.of();
        }
    }

    private List<Suggestion> bundles() {
        try {
            return session.bundles().list().stream().map(bundle -> Suggestion.of(bundle.name(), bundle.version())).toList();
        } catch (ControlException none) {
            return List.of();
        }
    }

    /** The last ones. */
    private List<Suggestion> revisions() {
        var found = new ArrayList<Suggestion>();
        try {
            var journal = session.control().journal();
            journal.readStored(Math.max(1, journal.head() - RECENT_REVISIONS + 1), Long.MAX_VALUE, record -> {
                long revision = record.stored().revision();
                found.add(Suggestion.of(String.valueOf(revision), record.what()).ranked((int) (journal.head() - revision)));
                return true;
            });
        } catch (ControlException | JournalException unreadable) {
            return List.of();
        }
        return found;
    }

    private List<String> buses() {
        try {
            return session.host().attributes().list("/sys/bus/nd/devices").stream().filter(name -> name.startsWith("ndbus")).sorted().toList();
        } catch (ControlException | HostException none) {
            return List.of();
        }
    }

    private static List<Suggestion> labels(Inventory picture, List<String> names) {
        return names.stream().map(name -> Suggestion.of(name, about(picture, name))).toList();
    }

    private static String about(Inventory picture, String name) {
        var device = picture.daxDevices().get(name);
        var namespace = picture.namespaces().get(device == null ? name : device.namespace().orElse(""));
        return namespace instanceof Namespace known ? known.altName() : "";
    }

    private static List<Suggestion> plain(List<String> names) {
        return names.stream().map(Suggestion::of).toList();
    }
}
