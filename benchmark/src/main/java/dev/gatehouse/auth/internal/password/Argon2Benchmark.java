package dev.gatehouse.auth.internal.password;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one Argon2id hash takes: in native code, and in Java where the library does not load. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class Argon2Benchmark {

    private static final int TAG_LENGTH = 32;

    /** Memory in KiB and passes. */
    @Param({"19456/2", "7168/5"})
    public String cost;

    private final byte[] password = "Correct-Horse-7".getBytes(StandardCharsets.UTF_8);
    private final byte[] salt = new byte[16];

    @Benchmark
    public byte[] nativeCode() {
        return Argon2Function.nativeCode(password, salt, parsed(), TAG_LENGTH);
    }

    @Benchmark
    public byte[] javaCode() {
        return Argon2Function.javaCode(password, salt, parsed(), TAG_LENGTH);
    }

    private Argon2Cost parsed() {
        String[] parts = cost.split("/");
        return new Argon2Cost(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), 1);
    }
}
