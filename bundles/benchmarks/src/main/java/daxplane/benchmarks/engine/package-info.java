/** What else keeps records durable, behind one interface: each through its public API, committing the same bytes. */
package daxplane.benchmarks.engine;
