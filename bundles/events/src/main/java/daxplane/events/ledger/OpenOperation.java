package daxplane.events.ledger;

import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** An operation that has begun and not ended. Mutable; belongs to one {@link MachineLedger}. */
public final class OpenOperation {

    private final String id;
    private final Event.OperationIntended intent;
    private final Intent meant;
    private final String bootId;
    private final long intended;
    private final Inventory before;
    private final SortedSet<ObjectId> touched = new TreeSet<>();
    private final List<Event.EffectPerformed> effects = new ArrayList<>();

    OpenOperation(Event.OperationIntended intent, Intent meant, String bootId, long intended, Inventory before) {
        this.id = intent.operation();
        this.intent = intent;
        this.meant = meant;
        this.bootId = bootId;
        this.intended = intended;
        this.before = before;
    }

    void touch(SortedSet<ObjectId> keys) {
        touched.addAll(keys);
    }

    void performed(Event.EffectPerformed effect) {
        effects.add(effect);
    }

    public String id() {
        return id;
    }

    public Event.OperationIntended intent() {
        return intent;
    }

    /** What was meant, whichever version wrote the record. */
    public Intent meant() {
        return meant;
    }

    OpenOperation copy() {
        var copy = new OpenOperation(intent, meant, bootId, intended, before);
        copy.touched.addAll(touched);
        copy.effects.addAll(effects);
        return copy;
    }

    /** Boot that it began in. */
    public String bootId() {
        return bootId;
    }

    /** Revision of its intent. */
    public long intended() {
        return intended;
    }

    /** The machine before its first effect. */
    public Inventory before() {
        return before;
    }

    /** Objects that its facts touched so far. */
    public SortedSet<ObjectId> touched() {
        return new TreeSet<>(touched);
    }

    /** Effects recorded so far; the last one before a crash may be missing. */
    public List<Event.EffectPerformed> effects() {
        return List.copyOf(effects);
    }
}
