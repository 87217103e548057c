package daxplane.tools;

import daxplane.host.EffectSink;
import daxplane.host.Host;

/**
 * Everything that one run of a tool may touch.
 *
 * @param host    what the tool reads
 * @param effects what it changes the machine with; it never calls a changing method of {@code host}
 * @param console where it prints
 * @param uuids   where invented uuids come from
 * @param files   files of whoever runs the tool
 * @param follow  who goes on looking when a command waits for what others do
 */
public record ToolEnvironment(Host host, EffectSink effects, Console console, UuidSource uuids, LocalFiles files, Follow follow) {

    /** One in which nothing is waited for. */
    public ToolEnvironment(Host host, EffectSink effects, Console console, UuidSource uuids, LocalFiles files) {
        this(host, effects, console, uuids, files, Follow.NOBODY);
    }
}
