package daxplane.events.ledger;

import daxplane.events.Event;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Operations and refusals by their ids. What has ended can be forgotten when the records can be asked for it; then this keeps where they
 * are, unless the id itself tells: {@code op-17} begins with record 17.
 */
final class OperationBook {

    /** Most records from an intent to its end for the end to be looked for; where a longer one ends is kept. */
    static final int LONGEST = 4096;

    private static final Pattern TELLS_WHERE = Pattern.compile("op-[1-9]\\d{0,17}");

    /** @param intended 0: no operation @param ended 0: not ended @param refused 0: not refused */
    record Place(long intended, long ended, long refused) {
    }

    private record Refusal(long revision, Event.Refused what) {
    }

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();
    private final SortedMap<String, Place> places = new TreeMap<>();
    private OperationArchive archive = OperationArchive.NONE;
    /** What was begun up to here is in the archive. */
    private long forgotten;

    OperationBook() {
    }

    OperationBook(SortedMap<String, Place> places, long forgotten, OperationArchive archive) {
        this.places.putAll(places);
        this.forgotten = forgotten;
        this.archive = archive;
    }

    void intended(Operation operation) {
        operations.put(operation.id(), operation);
    }

    void ended(String id, Event.Outcome outcome, String summary, List<Event.PartEnded> parts, long revision) {
        var held = Optional.ofNullable(operations.get(id));
        held.ifPresent(operation -> operations.put(id, operation.end(outcome, summary, parts, revision)));
        // One that ends again ends where it did so last.
        held.filter(operation -> operation.outcome().isPresent()).or(() -> held.isPresent() ? Optional.empty() : archived(id))
                .ifPresent(operation -> places.put(id, new Place(operation.intended(), revision, place(id).refused())));
    }

    void refused(Event.Refused refused, long revision) {
        refusals.put(refused.operation(), new Refusal(revision, refused));
    }

    private Place place(String id) {
        return places.getOrDefault(id, new Place(0, 0, 0));
    }

    Optional<Operation> operation(String id) {
        return Optional.ofNullable(operations.get(id)).or(() -> archived(id));
    }

    private Optional<Operation> archived(String id) {
        var place = place(id);
        if (place.intended() != 0) {
            return archive.operation(id, place.intended(), OptionalLong.of(place.ended()), forgotten);
        }
        if (!TELLS_WHERE.matcher(id).matches()) {
            return Optional.empty();
        }
        long intended = Long.parseLong(id.substring(3));
        return intended > forgotten ? Optional.empty() : archive.operation(id, intended, OptionalLong.empty(), forgotten);
    }

    Optional<Event.Refused> refusal(String id) {
        return Optional.ofNullable(refusals.get(id)).map(Refusal::what)
                .or(() -> place(id).refused() == 0 ? Optional.empty() : archive.refusal(place(id).refused()));
    }

    /** Those that are held, the oldest first. */
    List<Operation> held() {
        return List.copyOf(operations.values());
    }

    List<Operation> openAside() {
        return operations.values().stream().filter(operation -> operation.intent().asideOfMachine() && operation.outcome().isEmpty()).toList();
    }

    /** Where everything is that the ids do not tell themselves. */
    SortedMap<String, Place> places() {
        var all = new TreeMap<>(places);
        operations.forEach((id, operation) -> {
            if (all.containsKey(id) || !tellsWhere(operation)) {
                all.put(id, new Place(operation.intended(), operation.ended(), place(id).refused()));
            }
        });
        refusals.forEach((id, refusal) -> all.compute(id, (_, place) -> place == null ? new Place(0, 0, refusal.revision())
                : new Place(place.intended(), place.ended(), refusal.revision())));
        return Collections.unmodifiableSortedMap(all);
    }

    private static boolean tellsWhere(Operation operation) {
        return operation.id().equals("op-" + operation.intended()) && operation.ended() != 0 && operation.ended() - operation.intended() <= LONGEST;
    }

    /** Nothing is held any more: the records up to that revision are asked. */
    void forget(long revision, OperationArchive from) {
        places.putAll(places());
        operations.clear();
        refusals.clear();
        forgotten = revision;
        archive = from;
    }
}
