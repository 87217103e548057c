package daxplane.control.plane;

import daxplane.control.ConfigurationKey;
import daxplane.control.ControlException;
import daxplane.control.Drift;
import daxplane.control.Excerpt;
import daxplane.control.HistoryEntry;
import daxplane.control.LabelEntry;
import daxplane.control.Life;
import daxplane.control.OwnershipAnswer;
import daxplane.control.Policy;
import daxplane.control.Questions;
import daxplane.control.ledger.DriftReport;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.MachineState;
import daxplane.events.ledger.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A moment of the past, from the records up to it. */
record PastQuestions(MachineLedger ledger, Queries queries) implements Questions {

    @Override
    public MachineState picture() {
        return ledger.snapshot();
    }

    @Override
    public Drift drift() throws ControlException {
        return Replay.checked(() -> DriftReport.of(ledger, ledger.revision()));
    }

    @Override
    public Map<String, Long> acknowledgedShutdowns() {
        return ledger.acknowledgedShutdowns();
    }

    @Override
    public SortedMap<String, String> policies() {
        return Policy.chosen(ledger.configuration());
    }

    @Override
    public Map<ConfigurationKey, Long> configuration() {
        return ConfigurationKey.parse(ledger.configuration());
    }

    @Override
    public List<Life> lives(String object, Excerpt wanted) throws ControlException {
        return Replay.checked(() -> queries.lives(object, wanted));
    }

    @Override
    public Optional<Operation> operation(String id) throws ControlException {
        return Replay.checked(() -> ledger.operation(id));
    }

    @Override
    public List<String> called(String object) throws ControlException {
        return Replay.checked(() -> queries.called(object));
    }

    @Override
    public OwnershipAnswer who(String object) throws ControlException {
        return Replay.checked(() -> queries.who(object));
    }

    @Override
    public List<HistoryEntry> labelHistory(String dimm) throws ControlException {
        return queries.labelHistory(dimm);
    }

    @Override
    public List<LabelEntry> labels(String dimm) throws ControlException {
        return queries.labels(dimm);
    }

    @Override
    public List<HistoryEntry> why(String object) throws ControlException {
        return Replay.checked(() -> queries.why(object));
    }
}
