package daxplane.kernel;

/**
 * Memory that the auto-movable online policy treats as one: either all of it goes to the movable zone, or none.
 *
 * @param id    number of the group in this boot, from 1
 * @param node  node that its memory belongs to
 * @param bytes all that will ever be added to it
 */
public record MemoryGroup(int id, int node, long bytes) {
}
