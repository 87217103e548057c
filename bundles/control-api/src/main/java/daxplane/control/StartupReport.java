package daxplane.control;

import java.util.List;

/**
 * What the control plane found when it began to write.
 *
 * @param newBoot whether the machine has booted since the journal's last record
 * @param settled operations that were in doubt, and what became of each, one line each
 * @param drift   where the machine is not as it is wanted
 */
public record StartupReport(boolean newBoot, List<String> settled, Drift drift) {

    public StartupReport {
        settled = List.copyOf(settled);
    }
}
