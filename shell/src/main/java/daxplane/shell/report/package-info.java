/**
 * A span of a journal as one page of HTML, for people: what was done, planned and refused, who had which memory, and whether the records are
 * those that were written.
 *
 * <p>Invariants. The page needs nothing beside itself, and its own content security policy forbids it to fetch anything or to run any
 * script but the one it came with. Whatever the records say is text in it, never markup. It is whole without scripts: they only move the address map through
 * time and choose among operations. Its size does not grow with the journal: what is left out is counted, and said.
 *
 * {@snippet file="daxplane/shell/report/PackageExample.java" region="example"}
 */
package daxplane.shell.report;
