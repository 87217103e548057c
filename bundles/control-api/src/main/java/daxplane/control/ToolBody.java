package daxplane.control;

import daxplane.host.EffectSink;
import daxplane.host.Host;

/** A tool that acts for an operator: reads a host, changes it through {@code effects} alone, tells how it went by its exit code. */
@FunctionalInterface
public interface ToolBody {

    int run(Host host, EffectSink effects);
}
