package io.micro4j.integration.go;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.integration.Machine;
import io.micro4j.integration.go.Route.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what a run of the matrix found into {@code docs/go-micro.md}, between two marks. */
final class MatrixReport {
    private static final Path DOCUMENT = Machine.root().resolve("docs/go-micro.md");
    private static final String BEGIN = "<!-- From here on written by GoMatrixTest. -->\n";
    private static final String END = "<!-- Up to here written by GoMatrixTest. -->\n";

    private final Map<Route, Map<Cell, String>> results;
    private final List<String> reasons = new ArrayList<>();

    MatrixReport(Map<Route, Map<Cell, String>> results) {
        this.results = results;
    }

    /** Fails if the document said anything else before; it is right afterwards. */
    void write() throws IOException {
        String before = Files.readString(DOCUMENT, UTF_8);
        int begin = before.indexOf(BEGIN) + BEGIN.length();
        int end = before.indexOf(END);
        String after = before.substring(0, begin) + "\n" + tables() + "\n" + before.substring(end);
        if (!after.equals(before)) {
            Files.writeString(DOCUMENT, after, UTF_8);
            throw new AssertionError(
                    DOCUMENT + " did not say what the matrix has found; it does now: look at it and commit it");
        }
    }

    private String tables() {
        StringBuilder text = new StringBuilder();
        for (String wire : List.of("mucp", "grpc")) {
            for (String type : results.keySet().stream()
                    .filter(route -> route.wire().equals(wire))
                    .map(Route::contentType)
                    .distinct()
                    .toList()) {
                table(
                        text,
                        wire + ", `" + type + "`",
                        results.keySet().stream()
                                .filter(route -> route.wire().equals(wire)
                                        && route.contentType().equals(type))
                                .toList());
            }
        }
        text.append("What the numbers stand for:\n\n");
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
        }
        return text.toString();
    }

    private void table(StringBuilder text, String title, List<Route> routes) {
        text.append("### ").append(title).append("\n\n| | |");
        routes.forEach(route -> text.append(' ')
                .append(arrow(route.direction()))
                .append(' ')
                .append(route.version())
                .append(" |"));
        text.append("\n|---|---|").append(":-:|".repeat(routes.size())).append('\n');
        for (Cell cell : results.get(routes.get(0)).keySet()) {
            text.append("| ")
                    .append(cell.shape())
                    .append(" | ")
                    .append(cell.name())
                    .append(" |");
            routes.forEach(route -> text.append(' ').append(mark(route, cell)).append(" |"));
            text.append('\n');
        }
        text.append('\n');
    }

    private String mark(Route route, Cell cell) {
        String reason = results.get(route).entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(cell.toString()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(route + " has no result for " + cell));
        if (reason.isEmpty()) {
            return "✓";
        }
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        return String.valueOf(reasons.indexOf(reason) + 1);
    }

    private static String arrow(Direction direction) {
        return switch (direction) {
            case JAVA_TO_GO -> "Java → Go";
            case GO_TO_JAVA -> "Go → Java";
            case GO_TO_GO -> "Go → Go";
        };
    }
}
