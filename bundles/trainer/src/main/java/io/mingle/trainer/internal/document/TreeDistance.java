package io.mingle.trainer.internal.document;

import io.mingle.trainer.internal.task.EditDistance;
import java.util.ArrayList;
import java.util.List;

/**
 * How alike two tables are, as trees of table, rows and cells: 1 minus their edit distance over the
 * size of the larger (TEDS; X. Zhong and others, Image-based table recognition, 2020). The distance
 * is that of K. Zhang and D. Shasha, Simple fast algorithms for the editing distance between trees,
 * 1989. A cell costs as much to change as its text differs.
 */
final class TreeDistance {

    /** A node: its name, its text, and the leftmost leaf below it, by places in post-order. */
    private record Node(String name, String text, int leftmost) {}

    private TreeDistance() {}

    /** Returns the likeness, 0 to 1. */
    static double likeness(GridTable one, GridTable other) {
        List<Node> first = nodes(one);
        List<Node> second = nodes(other);
        double most = Math.max(first.size(), second.size());
        return 1 - distance(first, second) / most;
    }

    private static List<Node> nodes(GridTable table) {
        List<Node> nodes = new ArrayList<>();
        for (List<String> row : table.rows()) {
            int leftmost = nodes.size();
            for (String cell : row) {
                nodes.add(new Node("cell", cell, nodes.size()));
            }
            nodes.add(new Node("row", "", Math.min(leftmost, nodes.size())));
        }
        nodes.add(new Node("table", "", 0));
        return nodes;
    }

    /** Those nodes that have a node on their left, and the root. */
    private static List<Integer> keyRoots(List<Node> nodes) {
        List<Integer> roots = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int its = nodes.get(i).leftmost();
            boolean isHighest = true;
            for (int j = i + 1; j < nodes.size() && isHighest; j++) {
                isHighest = nodes.get(j).leftmost() != its;
            }
            if (isHighest) {
                roots.add(i);
            }
        }
        return roots;
    }

    private static double distance(List<Node> first, List<Node> second) {
        double[][] trees = new double[first.size()][second.size()];
        for (int i : keyRoots(first)) {
            for (int j : keyRoots(second)) {
                forests(first, second, i, j, trees);
            }
        }
        return trees[first.size() - 1][second.size() - 1];
    }

    private static void forests(
            List<Node> first, List<Node> second, int i, int j, double[][] trees) {
        int from = first.get(i).leftmost();
        int to = second.get(j).leftmost();
        double[][] forest = new double[i - from + 2][j - to + 2];
        for (int a = 1; a < forest.length; a++) {
            forest[a][0] = a;
        }
        for (int b = 1; b < forest[0].length; b++) {
            forest[0][b] = b;
        }
        for (int a = 1; a < forest.length; a++) {
            for (int b = 1; b < forest[0].length; b++) {
                Node one = first.get(from + a - 1);
                Node other = second.get(to + b - 1);
                double taken = Math.min(forest[a - 1][b], forest[a][b - 1]) + 1;
                if (one.leftmost() == from && other.leftmost() == to) {
                    forest[a][b] = Math.min(taken, forest[a - 1][b - 1] + change(one, other));
                    trees[from + a - 1][to + b - 1] = forest[a][b];
                } else {
                    double below = forest[one.leftmost() - from][other.leftmost() - to];
                    forest[a][b] = Math.min(taken, below + trees[from + a - 1][to + b - 1]);
                }
            }
        }
    }

    private static double change(Node one, Node other) {
        if (!one.name().equals(other.name())) {
            return 1;
        }
        int longest = Math.max(one.text().length(), other.text().length());
        return longest == 0 ? 0 : (double) EditDistance.of(one.text(), other.text()) / longest;
    }
}
