package daxplane.control;

import daxplane.host.EffectSink;
import daxplane.host.Host;
import org.osgi.annotation.versioning.ConsumerType;

/** A tool that acts for an operator: reads a host, changes it through {@code effects} alone, tells how it went by its exit code. */
@ConsumerType
@FunctionalInterface
public interface ToolBody {

    int run(Host host, EffectSink effects);
}
