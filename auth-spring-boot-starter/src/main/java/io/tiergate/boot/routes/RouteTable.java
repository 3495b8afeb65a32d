package io.tiergate.boot.routes;

import java.util.ArrayList;
import java.util.List;

/** Text in columns. What is too long for its column goes on below. */
final class RouteTable {

    private static final int[] MOST = {12, 48, 48, 20};

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row: methods, pattern, guard, who. */
    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** Each line begins with a line feed and two spaces. */
    @Override
    public String toString() {
        List<List<List<String>>> wrapped = new ArrayList<>();
        int[] widths = new int[MOST.length];
        for (List<String> row : rows) {
            List<List<String>> cells = new ArrayList<>();
            for (int i = 0; i < MOST.length; i++) {
                List<String> lines = wrap(row.get(i), MOST[i]);
                for (String line : lines) {
                    widths[i] = Math.max(widths[i], line.length());
                }
                cells.add(lines);
            }
            wrapped.add(cells);
        }
        StringBuilder table = new StringBuilder();
        wrapped.forEach(cells -> append(cells, widths, table));
        return table.toString();
    }

    private static void append(List<List<String>> cells, int[] widths, StringBuilder table) {
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String cell = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            table.append('\n').append(text.toString().stripTrailing());
        }
    }

    /** At a space, or behind what joins words, or else in the middle of one. */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int end = end(rest, width);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = "  " + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int end(String text, int width) {
        for (int i = width; i > width / 2; i--) {
            char before = text.charAt(i - 1);
            if (before == ' ' || (before == '|' || before == ',') || (text.charAt(i) == '/' && before != '/')) {
                return i;
            }
        }
        return width;
    }
}
