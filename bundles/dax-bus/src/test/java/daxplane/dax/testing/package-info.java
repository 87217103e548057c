/**
 * For tests of the dax bus and its drivers: a stand-in for the provider of memory.
 *
 * <pre>{@code
 *   var machine = TwoSocket.machine().module(new DaxModule()).module(RegionProvider.of(region)).module(new KmemModule())
 *           .boot("provider", "kmem");
 * }</pre>
 */
package daxplane.dax.testing;
