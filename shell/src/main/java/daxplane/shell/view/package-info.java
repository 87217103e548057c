/**
 * What the control plane answers, in words: pictures, plans, outcomes, the past and the journal become tables and properties.
 *
 * <p>Owns the wording. Pure: no machine, no journal, no terminal. Every kind of value has its text in an exhaustive switch, so
 * that a new kind does not compile until someone decides how it is told.
 *
 * {@snippet file="daxplane/shell/view/PackageExample.java" region="example"}
 */
package daxplane.shell.view;
