/** What is inside the bundles of the tests: loaded by the framework, so that nothing in here is shared with a test but Java itself. */
package daxplane.loader.rogue;
