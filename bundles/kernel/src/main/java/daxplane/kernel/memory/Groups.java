package daxplane.kernel.memory;

import daxplane.inventory.Zone;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.Kernel;
import daxplane.kernel.MemoryGroup;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The static memory groups of this boot: one for each device whose memory was added. */
final class Groups {

    private static final String KEY = "memory/group/";

    /** A group, and how much of it is online where. */
    static final class Member implements Persistent {

        private final MemoryGroup group;
        private final SortedMap<Long, MemoryBlock> blocks = new TreeMap<>();
        private long kernelPages;
        private long movablePages;

        private Member(MemoryGroup group) {
            this.group = group;
        }

        MemoryGroup group() {
            return group;
        }

        /** Its blocks that are there, by number. */
        SortedMap<Long, MemoryBlock> blocks() {
            return blocks;
        }

        long kernelPages() {
            return kernelPages;
        }

        long movablePages() {
            return movablePages;
        }

        void online(Zone zone, long pages) {
            if (zone == Zone.MOVABLE) {
                movablePages += pages;
            } else {
                kernelPages += pages;
            }
        }

        @Override
        public StateRecord document() {
            return StateRecord.of(MemorySubsystem.NAME, KEY + group.id(),
                    Map.of("node", Integer.toString(group.node()), "bytes", Long.toString(group.bytes())));
        }
    }

    private final Kernel kernel;
    private final SortedMap<Integer, Member> members = new TreeMap<>();

    Groups(Kernel kernel) {
        this.kernel = kernel;
    }

    MemoryGroup create(int node, long bytes) {
        var group = new MemoryGroup(members.isEmpty() ? 1 : members.lastKey() + 1, node, bytes);
        var member = new Member(group);
        members.put(group.id(), member);
        kernel.changed(member);
        return group;
    }

    void forget(MemoryGroup group) {
        Member member = members.get(group.id());
        if (member != null && member.blocks.isEmpty()) {
            members.remove(group.id());
            kernel.forget(member);
        }
    }

    Optional<Member> of(OptionalInt id) {
        return id.isEmpty() ? Optional.empty() : Optional.ofNullable(members.get(id.getAsInt()));
    }

    Collection<Member> all() {
        return members.values();
    }

    static boolean describes(StateRecord document) {
        return document.key().startsWith(KEY);
    }

    void restore(StateRecord document) {
        int id = Integer.parseInt(document.key().substring(KEY.length()));
        members.put(id, new Member(new MemoryGroup(id, Integer.parseInt(document.value("node")), Long.parseLong(document.value("bytes")))));
    }
}
