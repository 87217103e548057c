package daxplane.control.wanted;

/** An object as it is. @param name its kernel name of now */
public record Thing(Key key, String name, State state) {
}
