/**
 * For tests of buses and drivers: a kernel in memory.
 *
 * <pre>{@code
 *   var machine = TestMachine.with().firmware(firmware).dimm(64 << 20, 128 << 10).module(new LibnvdimmModule()).boot("nfit");
 *   assertThat(machine.read("/sys/bus/nd/devices/nmem0/state")).isEqualTo("idle\n");
 *   assertThat(machine.write("/sys/bus/nd/drivers/nvdimm/unbind", "nmem0\n")).isEqualTo("ok");
 *   machine.restartProcess();                        // the tree must be the same afterwards
 * }</pre>
 */
package daxplane.kernel.testing;
