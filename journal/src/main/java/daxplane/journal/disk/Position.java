package daxplane.journal.disk;

/** A place in a journal: the offset of a document in the file of a segment. */
record Position(int segment, long offset) {

    static final Position START = new Position(1, 0);
}
