/**
 * How long things take that have a promised time. Each class names its target; docs/BENCHMARKS.md has the figures
 * and the command. The build compiles the benchmarks and does not run them.
 */
package daxplane.benchmarks;
