package daxplane.tools.json;

/** A JSON value. Sizes and addresses keep their meaning until they are printed. */
public sealed interface Json permits JsonObject, JsonArray, Json.Text, Json.Number, Json.Flag, Json.Size, Json.Hex, Json.Real {

    record Text(String text) implements Json {
    }

    /** Signed 64 bit. */
    record Number(long value) implements Json {
    }

    record Flag(boolean value) implements Json {
    }

    /** A number of bytes; for people {@code "502.00 MiB (526.39 MB)"}. */
    record Size(long bytes) implements Json {
    }

    /** An unsigned 64-bit number; for people in hexadecimal, {@code "0x114a00000"}. */
    record Hex(long value) implements Json {
    }

    /** A number with a point; one digit behind it when there is nothing to tell. */
    record Real(double value) implements Json {
    }
}
