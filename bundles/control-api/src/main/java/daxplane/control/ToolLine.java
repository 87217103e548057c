package daxplane.control;

import daxplane.host.EffectSink;
import daxplane.host.Host;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** A command line of an administrators' tool that a mode wants run, on the machine or on a copy of it. */
@ConsumerType
public interface ToolLine {

    /** As it is typed: {@code ndctl create-namespace -f -e namespace0.3 -m fsdax}. */
    String typed();

    /**
     * @param complaints takes what the tool writes to its standard error
     * @return the tool's exit code
     */
    int run(Host host, EffectSink effects, Consumer<String> complaints);
}
