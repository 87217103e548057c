/** The target of what only {@code daxplane.host.linux} itself can call. */
package daxplane.host.linux;
