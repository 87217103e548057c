package daxplane.control;

import java.util.List;

/**
 * Where the machine is not as it is wanted. Wanted is what the last completed operation of ours made of an object; of an
 * object that we never touched, what it was at boot (docs/decisions/041-drift.md).
 */
public record Drift(List<Row> rows) {

    public Drift {
        rows = List.copyOf(rows);
    }

    /** 5 when there is any, as {@code drift} exits. */
    public int exitCode() {
        return rows.isEmpty() ? 0 : 5;
    }

    /**
     * @param object   {@code dax0.0}, {@code auto_online_blocks}, {@code kmem}, {@code namespace0.1}; by its name of now
     * @param identity what finds it again after a boot; empty text where the name does
     * @param wanted   {@code system-ram, memory33-35 online in zone Movable}
     * @param observed {@code devdax}
     * @param cause    {@code lost with the boot (revision 17)}, {@code external (revision 23)}, {@code op-12 ended partial}
     * @param remedy   what to type; empty text when nothing of ours can bring it back
     */
    public record Row(String object, String identity, String wanted, String observed, String cause, String remedy) {
    }
}
