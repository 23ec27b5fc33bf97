package io.micro4j.benchmarks.json;

import io.micro4j.MicroService;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A service as one without a {@code .proto} would be. */
@MicroService
public interface Orders {
    /** Takes an order. */
    Order place(Order order);

    /** An order of {@code lines}. */
    record Order(
            String id,
            long customer,
            boolean paid,
            double weight,
            Instant placed,
            byte[] signature,
            List<Line> lines,
            Map<String, String> labels) {
        /** Returns one with {@code lines} lines. */
        public static Order of(int lines) {
            return new Order(
                    "2026-000-417",
                    9_007_199_254_740_993L,
                    true,
                    12.75,
                    Instant.parse("2026-11-26T15:04:05.123456789Z"),
                    new byte[64],
                    IntStream.range(0, lines).mapToObj(Line::of).toList(),
                    Map.of("region", "Zürich", "channel", "web"));
        }
    }

    /** So many pieces of something. */
    record Line(String sku, String title, int pieces, BigDecimal price) {
        static Line of(int number) {
            return new Line("SKU-" + number, "A thing with a name, no. " + number, number, new BigDecimal("19.95"));
        }
    }
}
