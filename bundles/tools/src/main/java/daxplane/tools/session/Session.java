package daxplane.tools.session;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.labels.LabelRules;
import daxplane.tools.Follow;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.UuidSource;
import daxplane.tools.json.Json;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonText;
import daxplane.tools.sysfs.Sysfs;
import java.util.Optional;
import java.util.UUID;

/** One run of a tool. */
public final class Session {

    private final ToolEnvironment surroundings;
    private final Sysfs sysfs;
    private final LabelRules labels;

    /** @param labels by which it reads and writes label areas */
    public Session(ToolEnvironment surroundings, LabelRules labels) {
        this.labels = labels;
        this.surroundings = surroundings;
        this.sysfs = new Sysfs(surroundings.host().attributes());
    }

    public LabelRules labels() {
        return labels;
    }

    public Sysfs sysfs() {
        return sysfs;
    }

    public daxplane.host.Host host() {
        return surroundings.host();
    }

    public LocalFiles files() {
        return surroundings.files();
    }

    /** Who goes on looking when this run is over. */
    public Follow follow() {
        return surroundings.follow();
    }

    public UUID inventUuid(UuidSource.Purpose purpose) {
        return surroundings.uuids().next(purpose);
    }

    public UUID inventPersonalityUuid(String namespace) {
        return surroundings.uuids().forPersonalityOf(namespace);
    }

    public void stdout(String text) {
        surroundings.console().stdout(text);
    }

    public void stdout(byte[] bytes) {
        surroundings.console().stdout(bytes);
    }

    /** Whether the standard output is a terminal. */
    public boolean terminal() {
        return surroundings.console().terminal();
    }

    public void stderr(String text) {
        surroundings.console().stderr(text);
    }

    /** A complaint in the form of the originals. Most of their messages end with a newline of their own: so two follow. */
    public void error(String message) {
        stderr("  Error: " + message + "\n");
    }

    /**
     * Writes an attribute. The effect names the file by its real path, so that the same file has the same name whichever way
     * a tool came to it. The value gets the newline that a person's echo would add; the originals end theirs with a NUL, which
     * the kernel takes for the same.
     *
     * @return empty when the kernel took it
     */
    public Optional<Errno> write(String path, String value) {
        return perform(new Effect.WriteAttribute(sysfs.realPath(path).orElse(path), value + "\n"));
    }

    /** As {@link #write}, and what ends the value is the caller's. */
    public Optional<Errno> writeBytes(String path, String value) {
        return perform(new Effect.WriteAttribute(sysfs.realPath(path).orElse(path), value));
    }

    public EffectResult performForResult(Effect effect) {
        return surroundings.effects().perform(effect);
    }

    /** @return empty when the kernel did it */
    public Optional<Errno> perform(Effect effect) {
        return switch (surroundings.effects().perform(effect)) {
            case EffectResult.Done _, EffectResult.Ended _ -> Optional.empty();
            case EffectResult.Failed(var errno, _, _) -> Optional.of(errno);
        };
    }

    /**
     * Prints what a command has to show. For people a list of one loses its brackets.
     *
     * @param human for people
     */
    public void show(JsonArray list, boolean human) {
        var elements = list.elements();
        Json shown = human && elements.size() == 1 ? elements.getFirst() : list;
        if (elements.isEmpty()) {
            stderr("  Warning: no matching devices found\n\n");
            if (human) {
                return;
            }
        }
        stdout(JsonText.of(shown, human) + "\n");
    }
}
