/** The console. */
package daxplane.shell;
