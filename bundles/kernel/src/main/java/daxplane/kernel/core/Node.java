package daxplane.kernel.core;

import daxplane.kernel.Attribute;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An entry of the tree of files. */
sealed interface Node {

    String name();

    Directory parent();

    /** Real path. */
    default String path() {
        Directory up = parent();
        return up.parent() == up ? "/" + name() : up.path() + "/" + name();
    }

    record File(String name, Directory parent, Attribute attribute) implements Node {
    }

    /** @param target text of the link, relative to the directory that holds it */
    record Link(String name, Directory parent, String target) implements Node {
    }

    /** A directory; the root is its own parent. */
    final class Directory implements Node {

        private final String name;
        private final Directory parent;
        private final SortedMap<DirectoryOrder, Node> entries = new TreeMap<>();

        Directory() {
            this.name = "";
            this.parent = this;
        }

        Directory(String name, Directory parent) {
            this.name = name;
            this.parent = parent;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Directory parent() {
            return parent;
        }

        @Override
        public String path() {
            return parent == this ? "/" : Node.super.path();
        }

        Optional<Node> entry(String entryName) {
            return Optional.ofNullable(entries.get(DirectoryOrder.of(entryName)));
        }

        void put(Node entry) {
            entries.put(DirectoryOrder.of(entry.name()), entry);
        }

        void remove(String entryName) {
            entries.remove(DirectoryOrder.of(entryName));
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        List<String> names() {
            return entries.keySet().stream().map(DirectoryOrder::name).toList();
        }
    }
}
