/**
 * One run of a tool: what it reads, changes and prints with, and the dispatch from a command line to the code of a command.
 */
package daxplane.tools.session;
