package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

    /** The JVM compiles what ran 200 times; and the rehearsal must not touch a journal. */
    @Test
    void goesThroughAnAppendOftenEnough() throws Exception {
        assertThat(Rehearsal.play()).isGreaterThan(200);
    }
}
