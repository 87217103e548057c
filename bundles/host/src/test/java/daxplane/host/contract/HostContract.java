package daxplane.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.host.sysfs.SysfsReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Looking at a machine: what holds on any Linux, with or without persistent memory, with or without the rights of root. */
public abstract class HostContract {

    /** Longer than any settling takes, short enough to fail a test. */
    protected static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String FILE = "/proc/meminfo";
    private static final String ABSENT = "/sys/bus/dax/drivers/no_such_driver";

    /** The host under test, open. The same one during a test. */
    protected abstract Host host() throws Exception;

    private Attributes attributes() throws Exception {
        return host().attributes();
    }

    @Test
    void saysWhatItIs() throws Exception {
        assertThat(host().describe()).isNotBlank().doesNotContain("\n");
        assertThat(host().kernelRelease()).matches("\\d+\\.\\d+\\S*");
        assertThat(host().bootId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").isEqualTo(host().bootId());
    }

    @Test
    void readsAWholeTextWithItsNewlines() throws Exception {
        assertThat(attributes().read(FILE)).startsWith("MemTotal:").endsWith("\n");
    }

    @Test
    void whatIsNotThereIsEnoentWhereTheAccessBegins() throws Exception {
        var attributes = attributes();

        Failure.of(() -> attributes.read(ABSENT), Errno.ENOENT, FailedCall.OPEN);
        Failure.of(() -> attributes.read(ABSENT + "/bind"), Errno.ENOENT, FailedCall.OPEN);
        Failure.of(() -> attributes.write(ABSENT + "/bind", "dax0.0\n", Cancellation.NEVER), Errno.ENOENT, FailedCall.OPEN);
        Failure.of(() -> attributes.list(ABSENT), Errno.ENOENT, FailedCall.LIST);
        Failure.of(() -> attributes.readLink(ABSENT), Errno.ENOENT, FailedCall.READ_LINK);
        Failure.of(() -> attributes.realPath(ABSENT), Errno.ENOENT, FailedCall.READ_LINK);
        assertThat(attributes.kind(ABSENT)).isEqualTo(Kind.ABSENT);
        assertThat(attributes.kind(FILE + "/below")).isEqualTo(Kind.ABSENT);
    }

    /** A directory can be opened for reading; only the reading fails. */
    @Test
    void aDirectoryIsNoFileAndAFileNoDirectory() throws Exception {
        var attributes = attributes();

        Failure.of(() -> attributes.read("/sys/bus"), Errno.EISDIR, FailedCall.READ);
        Failure.of(() -> attributes.list(FILE), Errno.ENOTDIR, FailedCall.LIST);
        Failure.of(() -> attributes.read(FILE + "/below"), Errno.ENOTDIR, FailedCall.OPEN);
        Failure.of(() -> attributes.readLink("/sys/bus"), Errno.EINVAL, FailedCall.READ_LINK);
        assertThat(attributes.kind("/sys/bus")).isEqualTo(Kind.DIRECTORY);
        assertThat(attributes.kind("/")).isEqualTo(Kind.DIRECTORY);
        assertThat(attributes.kind(FILE)).isEqualTo(Kind.FILE);
    }

    @Test
    void listsADirectoryInTheSameOrderEachTime() throws Exception {
        var names = attributes().list("/sys/bus");

        assertThat(names).isNotEmpty().doesNotHaveDuplicates().doesNotContain(".", "..").isEqualTo(attributes().list("/sys/bus"));
        for (String name : names) {
            assertThat(attributes().kind("/sys/bus/" + name)).as(name).isEqualTo(Kind.DIRECTORY);
        }
    }

    @Test
    void followsLinksToWhereNoLinkIsLeft() throws Exception {
        String link = someDevice();
        String target = attributes().readLink(link);
        String real = attributes().realPath(link);

        assertThat(attributes().kind(link)).isEqualTo(Kind.LINK);
        assertThat(target).isNotEmpty().doesNotEndWith("\n");
        assertThat(real).startsWith("/sys/devices/").doesNotContain("/../");
        assertThat(attributes().realPath(real)).isEqualTo(real);
        assertThat(attributes().realPath(link + "/../" + link.substring(link.lastIndexOf('/') + 1))).as(".. is the parent of where a link leads")
                .isEqualTo(real);
        assertThat(attributes().realPath(link.substring(0, link.lastIndexOf('/')) + "/" + target)).isEqualTo(real);
        assertThat(attributes().list(link)).as("a link to a directory can be listed").isEqualTo(attributes().list(real));
    }

    /** Any device on any bus: its entry in the bus is a link. */
    private String someDevice() throws Exception {
        for (String bus : attributes().list("/sys/bus")) {
            String devices = "/sys/bus/" + bus + "/devices";
            if (attributes().kind(devices) == Kind.DIRECTORY && !attributes().list(devices).isEmpty()) {
                return devices + "/" + attributes().list(devices).getFirst();
            }
        }
        throw new IllegalStateException("a machine without any device");
    }

    @Test
    void unknownNamesAreEnoentAndNamesThatLeaveTheirDirectoryEinval() throws Exception {
        var host = host();

        Failure.of(() -> host.labelAreas().size("nmem99"), Errno.ENOENT, FailedCall.OPEN);
        Failure.of(() -> host.labelAreas().read("../nmem0", 0, 1), Errno.EINVAL, FailedCall.OPEN);
        Failure.of(() -> host.blockMedia().openExclusive("pmem99"), Errno.ENOENT, FailedCall.OPEN);
        Failure.of(() -> host.blockMedia().openExclusive("../pmem0"), Errno.EINVAL, FailedCall.OPEN);
        Failure.of(() -> host.modules().load("daxplane_no_such_module"), Errno.ENOENT, FailedCall.LOAD_MODULE);
        Failure.of(() -> host.modules().load("-C /etc"), Errno.EINVAL, FailedCall.LOAD_MODULE);
    }

    @Test
    void anEffectGivesTheKernelsAnswerAsAValue() throws Exception {
        assertThat(Effects.perform(host(), new Effect.WriteAttribute(ABSENT + "/bind", "dax0.0\n"), Cancellation.NEVER))
                .isEqualTo(new EffectResult.Failed(Errno.ENOENT, FailedCall.OPEN));
        assertThat(Effects.perform(host(), new Effect.LoadModule("daxplane_no_such_module"), Cancellation.NEVER))
                .isEqualTo(new EffectResult.Failed(Errno.ENOENT, FailedCall.LOAD_MODULE));
        if (host().power().isEmpty()) {
            assertThat(Effects.perform(host(), new Effect.Reboot(), Cancellation.NEVER))
                    .isEqualTo(new EffectResult.Failed(Errno.EOPNOTSUPP, FailedCall.POWER));
        }
    }

    /** There is no such file either: a host without a guard would say so, and change nothing. */
    @Test
    void refusesWritesOutsideOfTheDeclaredSubsystems() throws Exception {
        var attributes = attributes();

        Failure.of(() -> attributes.write("/sys/kernel/daxplane_no_such_file", "1\n", Cancellation.NEVER), Errno.EPERM, FailedCall.OPEN);
        Failure.of(() -> attributes.write("/sys/bus/dax/drivers/../no_such_file", "1\n", Cancellation.NEVER), Errno.ENOENT, FailedCall.OPEN);
    }

    @Test
    void marksAreMomentsAndSettlingEnds() throws Exception {
        long mark = host().changes().mark();
        host().changes().settle(PATIENCE);

        assertThat(host().changes().mark()).isGreaterThanOrEqualTo(mark);
        assertThat(host().changes().since(mark).paths()).allMatch(path -> path.startsWith("/"));
    }

    @Test
    void canBeLookedAtAndLooksTheSameTwice() throws HostException, Exception {
        var reader = new SysfsReader(host().attributes());
        var picture = reader.look();

        assertThat(reader.look().daxDevices()).isEqualTo(picture.daxDevices());
        assertThat(reader.look().regions()).isEqualTo(picture.regions());
        assertThat(picture.memTotalKib()).isPositive();
        assertThat(picture.nodes().values()).allSatisfy(node -> assertThat(node.id()).isNotNegative());
    }
}
