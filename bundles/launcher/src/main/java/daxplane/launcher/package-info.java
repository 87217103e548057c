/**
 * Brings the OSGi framework up from a distribution directory, runs the application once, and takes the framework down.
 *
 * <p>Owns where things lie ({@link Places}), the framework's cache, which may be deleted at any time and is private to a
 * process ({@link CacheSlot}), the set of installed bundles ({@link BundleSet}) and the log ({@link LogFile}).
 * Any number of processes may run on the same distribution at once.
 *
 * {@snippet lang="shell" :
 *   java -jar lib/launcher.jar list            # what bin/daxplane does, without its start-up archive
 * }
 */
package daxplane.launcher;
