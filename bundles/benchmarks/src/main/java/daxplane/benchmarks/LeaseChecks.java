package daxplane.benchmarks;

import daxplane.lease.LeaseTable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a holder does before each use, among 10,000 leases: with the token that it keeps, and by the number of its lease. Target: 5 ns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LeaseChecks {

    private static final long LEASE = 5_000;

    private final LeaseTable table = new LeaseTable(_ -> { });
    private AtomicLong token = new AtomicLong();
    private long generation = 1;

    @Setup
    public void acquire() {
        for (int i = 0; i < 10_000; i++) {
            table.acquire("dax0." + i, 0, 512, "db", (_, _, _) -> { }, 5_000);
        }
        token = table.token(LEASE);
    }

    @Benchmark
    public boolean byToken() {
        return token.get() == generation;
    }

    @Benchmark
    public boolean byNumber() {
        return table.check(LEASE, generation);
    }
}
