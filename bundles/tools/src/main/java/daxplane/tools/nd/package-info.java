/**
 * Buses, DIMMs, regions, namespaces and personalities, as attribute files show them at the moment of asking. Nothing is
 * remembered; an object that has vanished answers with absent values.
 *
 * <pre>{@code
 *   for (Bus bus : Bus.all(sysfs)) {
 *       for (Region region : bus.regions()) {
 *           region.namespaces().stream().filter(Namespace::active).forEach(ns -> System.out.println(ns.name()));
 *       }
 *   }
 * }</pre>
 */
package daxplane.tools.nd;
