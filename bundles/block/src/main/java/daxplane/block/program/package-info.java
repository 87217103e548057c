/** Programs that administrators use on block devices, as far as their words and what they do to the kernel were recorded. */
package daxplane.block.program;
