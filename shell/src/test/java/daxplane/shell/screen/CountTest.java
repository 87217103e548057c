package daxplane.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {

    @Test
    void oneIsOneThing() {
        assertThat(Count.of(1, "record")).isEqualTo("1 record");
        assertThat(Count.of(0, "record")).isEqualTo("0 records");
        assertThat(Count.of(43, "memory block")).isEqualTo("43 memory blocks");
    }
}
