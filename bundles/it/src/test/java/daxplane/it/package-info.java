/**
 * Tests of what is shipped: the distribution in a framework inside the test ({@link daxplane.it.Daxplane}), and as a process
 * ({@link daxplane.it.Process}). Nothing here sees a bundle's classes but through the framework.
 */
package daxplane.it;
