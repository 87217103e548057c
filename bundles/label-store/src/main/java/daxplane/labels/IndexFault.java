package daxplane.labels;

/** Why an index block does not count, in the order in which a reader looks. docs/kernel/labels.md 3. */
public enum IndexFault {
    SIGNATURE("no index signature"),
    LABEL_SIZE("made for labels of another size"),
    CHECKSUM("wrong checksum"),
    SEQUENCE("sequence number 0"),
    OWN_OFFSET("wrong offset of its own"),
    OTHER_OFFSET("wrong offset of the other index block"),
    LABEL_OFFSET("wrong offset of the labels"),
    SIZE("impossible size"),
    SLOTS("more slots than the area holds");

    private final String text;

    IndexFault(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
