package daxplane.tools.ndctl;

import daxplane.tools.dax.DaxJson;

/**
 * How much of an object to show.
 *
 * @param idle         also what is disabled or empty
 * @param verbose      nodes and label uuids
 * @param dax          the dax region of a devdax namespace with its devices, instead of the device's name alone
 * @param mediaErrors  damaged places, not only their number
 * @param health       of DIMMs
 * @param firmware     of DIMMs, and how buses activate it
 * @param capabilities what a region's namespaces can be given
 */
record Detail(boolean idle, boolean verbose, boolean dax, boolean mediaErrors, boolean capabilities, boolean health, boolean firmware) {

    DaxJson.Detail ofDax() {
        return new DaxJson.Detail(false, true, false, idle);
    }
}
