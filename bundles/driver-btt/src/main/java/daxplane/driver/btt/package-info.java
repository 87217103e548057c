/**
 * Block translation: sectors of a namespace that are written as a whole or not at all. Module nd_btt.
 *
 * <p>Owns the bytes of a namespace in sector mode: arenas with their info blocks, map and log. Holds nothing in memory: every
 * access reads map and log, so that a store can be opened, dropped and opened again, by another version too. Invariant: in each
 * arena, the blocks that the map names and the free block of each lane are all blocks, each once; at every point at which power
 * can go, a sector reads as before or as after its last write.
 *
 * {@snippet file="daxplane/driver/btt/PackageExample.java" region="example"}
 */
package daxplane.driver.btt;
