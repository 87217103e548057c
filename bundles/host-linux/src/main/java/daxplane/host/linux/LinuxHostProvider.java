package daxplane.host.linux;

import daxplane.host.HostException;
import daxplane.host.HostProvider;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import org.osgi.service.component.annotations.Component;

/** {@code --host linux}: the machine that we run on. */
@Component(property = "host=linux")
public final class LinuxHostProvider implements HostProvider {

    @Override
    public String name() {
        return "linux";
    }

    /** None that daxplane runs. */
    @Override
    public Optional<SortedSet<String>> programs() {
        return Optional.of(Collections.emptySortedSet());
    }

    @Override
    public OpenHost open(Request request) throws HostException {
        return LinuxHost.open();
    }
}
