package io.micro4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Calls a second of all systems that talk over sockets as bars, in SVG. On a ground of its own, as pages are light or dark. */
final class Plot {
    private static final int LABELS = 150;
    private static final int BARS = 480;
    private static final int WIDTH = LABELS + BARS + 90;
    private static final int TOP = 56;
    private static final int ROW = 30;

    private final StringBuilder svg = new StringBuilder();
    private final List<Bars> rows;
    private final double most;

    private Plot(List<Bars> rows) {
        this.rows = rows;
        this.most = rows.stream()
                .mapToDouble(bars -> Math.max(bars.blocking.orElse(0), bars.async.orElse(0)))
                .max()
                .orElse(1);
    }

    /** Of one system. */
    private record Bars(Contender system, OptionalDouble blocking, OptionalDouble async) {}

    /** Returns the plot of the calls with 64 under way. */
    static String svg(Results results) {
        List<Bars> rows = new ArrayList<>();
        for (Contender system : Contenders.ALL) {
            if (system instanceof Mixed || system instanceof Micro4j ours && ours.isMemory()) {
                continue; // pairs would be read as systems, and memory is another scale
            }
            Bars bars = new Bars(
                    system,
                    results.figure("calls", Plan.BLOCKING, system.name(), Sample::callsPerSecond),
                    results.figure("calls", Plan.ASYNC, system.name(), Sample::callsPerSecond));
            if (bars.blocking.isPresent() || bars.async.isPresent()) {
                rows.add(bars);
            }
        }
        return new Plot(rows).draw();
    }

    private String draw() {
        int height = TOP + rows.size() * ROW + 8;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" ",
                WIDTH, height, WIDTH, height);
        add(
                "font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"#ffffff\"/>%n");
        add(
                "<text x=\"8\" y=\"20\" font-size=\"14\" fill=\"#222222\">Calls a second, 64 under way, unary echo of 32 characters</text>%n");
        legend(LABELS, "#4472b0", "blocking callers");
        legend(LABELS + 150, "#e0883e", "asynchronous callers");
        add("<text x=\"%d\" y=\"41\" font-weight=\"bold\" fill=\"#222222\">bold: Micro4J</text>%n", LABELS + 320);
        for (int i = 0; i < rows.size(); i++) {
            Bars bars = rows.get(i);
            int y = TOP + i * ROW;
            add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-weight=\"%s\" fill=\"#222222\">%s</text>%n",
                    LABELS - 8, y + 16, bars.system instanceof Micro4j ? "bold" : "normal", bars.system.name());
            bar(y, "#4472b0", bars.blocking);
            bar(y + 12, "#e0883e", bars.async);
        }
        add("</svg>%n");
        return svg.toString();
    }

    private void legend(int x, String colour, String words) {
        add("<rect x=\"%d\" y=\"32\" width=\"10\" height=\"10\" fill=\"%s\"/>", x, colour);
        add("<text x=\"%d\" y=\"41\" fill=\"#222222\">%s</text>%n", x + 15, words);
    }

    private void bar(int y, String colour, OptionalDouble value) {
        if (value.isEmpty()) {
            return;
        }
        double length = BARS * value.getAsDouble() / most;
        add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"11\" fill=\"%s\"/>", LABELS, y, length, colour);
        add(
                "<text x=\"%.1f\" y=\"%d\" font-size=\"10\" fill=\"#444444\">%,.0f</text>%n",
                LABELS + length + 5, y + 9, value.getAsDouble());
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
