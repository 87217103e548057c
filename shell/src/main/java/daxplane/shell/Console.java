package daxplane.shell;

import daxplane.launch.Application;
import daxplane.launch.Invocation;
import org.osgi.service.component.annotations.Component;

/** The application. */
@Component
public final class Console implements Application {

    @Override
    public int run(Invocation invocation) {
        invocation.out().println("daxplane " + String.join(" ", invocation.arguments()));
        return 0;
    }
}
