package daxplane.tools.ndctl;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.BlockMedia;
import daxplane.host.HostException;
import daxplane.labels.Fletcher64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damage by damage what ndctl 76.1 says to it on Linux 6.12, on an arena of 100 sectors and 4 lanes: info block at 0, data behind it,
 * map at 8192, log at 12288, copy of the info block at 16384.
 */
class SectorCheckTest {

    private static final int SECTORS = 100;
    private static final int LANES = 4;
    private static final int MAP = 8192;
    private static final int LOG = 12288;
    private static final int COPY = 16384;

    private final ByteBuffer arena = ByteBuffer.allocate(COPY + 4096).order(ByteOrder.LITTLE_ENDIAN);

    @BeforeEach
    void format() {
        byte[] info = new byte[4096];
        System.arraycopy("BTT_ARENA_INFO".getBytes(StandardCharsets.US_ASCII), 0, info, 0, 14);
        var fields = ByteBuffer.wrap(info).order(ByteOrder.LITTLE_ENDIAN);
        fields.putShort(52, (short) 2).putInt(56, 4096).putInt(60, SECTORS).putInt(64, 4096).putInt(68, SECTORS + LANES).putInt(72, LANES).putInt(76, 4096)
                .putLong(80, 0).putLong(88, 4096).putLong(96, MAP).putLong(104, LOG).putLong(112, COPY);
        fields.putLong(4088, Fletcher64.of(info, 0, 4096, 4088));
        arena.put(0, info).put(COPY, info);
        for (int lane = 0; lane < LANES; lane++) {
            entry(lane, 0, lane, SECTORS + lane, SECTORS + lane, 1);
        }
    }

    private void entry(int lane, int slot, int sector, int oldBlock, int newBlock, int sequence) {
        int at = LOG + lane * 64 + slot * 16;
        arena.putInt(at, sector).putInt(at + 4, oldBlock).putInt(at + 8, newBlock).putInt(at + 12, sequence);
    }

    private SectorCheck.Found check(boolean repair, boolean rewriteLog) throws HostException {
        return new SectorCheck(media(), 0, SectorInfo.read(media().read(0, 4096)).orElseThrow(), repair, rewriteLog).check();
    }

    private BlockMedia.Device media() {
        return new BlockMedia.Device() {
            @Override
            public long bytes() {
                return arena.capacity();
            }

            @Override
            public byte[] read(long offset, int length) {
                return Arrays.copyOfRange(arena.array(), (int) offset, (int) offset + length);
            }

            @Override
            public void write(long offset, byte[] bytes) {
                throw new AssertionError("a check writes nothing");
            }

            @Override
            public void close() {
            }
        };
    }

    @Test
    void findsNothingInAFreshArena() throws Exception {
        assertThat(check(false, false)).isEqualTo(new SectorCheck.Found.Sound(false, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "8192,  0xffffffff, found a map entry that is out of bounds",
        "8192,  0xc0000001, bitmap error: internal blocks are incorrectly referenced",
        "12288, 0xffffff00, found a log entry with an out of bounds LBA",
        "12292, 0x7fffffff, found a log entry with an out of bounds 'old' mapping",
        "12292, 0x40000064, found a log entry with an out of bounds 'old' mapping",
        "12296, 0x7fffffff, found a log entry with an out of bounds 'new' mapping",
        "12300, 7,          found a log entry with an out of bounds sequence number",
        "12316, 1,          found a pair of log entries with the same sequence number",
        "12300, 0,          found a pair of log entries with the same sequence number"})
    void tellsWhatNoRepairMends(int offset, String value, String fault) throws Exception {
        arena.putInt(offset, Long.decode(value).intValue());

        assertThat(check(false, false)).isEqualTo(new SectorCheck.Found.Broken(fault));
        assertThat(check(true, true)).isEqualTo(new SectorCheck.Found.Broken(fault));
    }

    /** A new block that no map entry shows, while the map does not show the old one either, is a later change's business. */
    @Test
    void leavesALogEntryThatIsOvertakenAlone() throws Exception {
        arena.putInt(LOG + 8, 5);
        assertThat(check(false, false)).isEqualTo(new SectorCheck.Found.Sound(false, List.of()));
    }

    @Test
    void restoresTheCopyOfTheInfoBlock() throws Exception {
        arena.putInt(COPY + 16, 0x78787878);

        assertThat(check(true, false)).isInstanceOfSatisfying(SectorCheck.Found.Sound.class, sound -> {
            assertThat(sound.copyBad()).isTrue();
            assertThat(sound.writes()).singleElement().satisfies(write -> {
                assertThat(write.offset()).isEqualTo(COPY);
                assertThat(write.bytes()).isEqualTo(Arrays.copyOf(arena.array(), 4096));
            });
        });
    }

    /** Lane 1 wrote sector 7 into its free block, and was cut before the map. */
    @Test
    void finishesAChangeThatDidNotReachTheMap() throws Exception {
        entry(1, 1, 7, 7, SECTORS + 1, 2);

        assertThat(check(false, false)).isEqualTo(new SectorCheck.Found.Broken("found a log entry that does not match with a map entry"));
        assertThat(check(true, false)).isInstanceOfSatisfying(SectorCheck.Found.Sound.class, sound ->
                assertThat(sound.writes()).singleElement().satisfies(write -> {
                    assertThat(write.offset()).isEqualTo(MAP);
                    assertThat(ByteBuffer.wrap(write.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt(7 * 4)).isEqualTo(SECTORS + 1 | 0xc0000000);
                    arena.put(MAP, write.bytes());
                }));
        assertThat(check(false, false)).isEqualTo(new SectorCheck.Found.Sound(false, List.of()));
    }

    @Test
    void rewritesTheLogSoThatItSaysTheSame() throws Exception {
        entry(1, 1, 7, 7, SECTORS + 1, 2);
        arena.putInt(MAP + 7 * 4, SECTORS + 1 | 0xc0000000);

        assertThat(check(true, true)).isInstanceOfSatisfying(SectorCheck.Found.Sound.class, sound -> {
            var write = sound.writes().getFirst();
            assertThat(write.offset()).isEqualTo(LOG);
            arena.put(LOG, write.bytes());
        });
        assertThat(arena.getInt(LOG + 64)).isEqualTo(7);
        assertThat(arena.getInt(LOG + 64 + 12)).isEqualTo(1);
        assertThat(arena.getInt(LOG + 80 + 12)).isZero();
        assertThat(check(false, false)).isEqualTo(new SectorCheck.Found.Sound(false, List.of()));
    }

    @Test
    void recoversTheInfoBlockFromItsCopy() throws Exception {
        byte[] info = Arrays.copyOf(arena.array(), 4096);
        arena.put(0, new byte[4096]);

        assertThat(SectorCheck.recover(media(), List.of(0L, 4096L))).hasValueSatisfying(write -> {
            assertThat(write.offset()).isZero();
            assertThat(write.bytes()).isEqualTo(info);
        });
        arena.put(COPY, new byte[4096]);
        assertThat(SectorCheck.recover(media(), List.of(0L, 4096L))).isEmpty();
    }
}
