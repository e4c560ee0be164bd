package io.mingle.nn;

import io.mingle.tensor.ProgramSource;

/**
 * Attention of packed rows of several sequences, whose keys and values enter pages. The plan is
 * that of {@code io.mingle.decode}: from {@code plan[4]} up to {@code plan[5]} the slots of the new
 * rows (segment, place, row, count), and from {@code plan[6]} on the tables of {@code plan[7]}
 * sequences: (row, rows, runs), and for each run (segment, place, count). Segments are [2 · layers,
 * 1, KV heads, rows, size].
 *
 * <p>What slots and runs are of all layers is cut out once for a step. A table of one run is read
 * where it lies; several are copied together.
 */
final class PageKernels {

    private PageKernels() {}

    static void addTo(ProgramSource.Builder program) {
        program.method(
                "page_slots",
                "plan: List[int], segments: List[Tensor]",
                "List[Tensor]",
                """
                made = annotate(List[Tensor], [])
                for i in range((plan[5] - plan[4]) // 4):
                  w = plan[4] + i * 4
                  made.append(torch.narrow(segments[plan[w]], 3, plan[w + 1], plan[w + 3]))
                return made
                """);
        program.method(
                "page_runs",
                "plan: List[int], segments: List[Tensor]",
                "List[Tensor]",
                """
                made = annotate(List[Tensor], [])
                table = plan[6]
                for j in range(plan[7]):
                  count = plan[table + 2]
                  for i in range(count):
                    r = table + 3 + i * 3
                    made.append(torch.narrow(segments[plan[r]], 3, plan[r + 1], plan[r + 2]))
                  table = table + 3 + 3 * count
                return made
                """);
        program.method(
                "page_values",
                "runs: List[Tensor], first: int, count: int, at: int",
                "Tensor",
                """
                if count == 1:
                  return torch.select(runs[first], 0, at)
                parts = annotate(List[Tensor], [])
                for i in range(count):
                  parts.append(torch.select(runs[first + i], 0, at))
                return torch.cat(parts, 2)
                """);
        program.method(
                "enter_pages",
                "k: Tensor, v: Tensor, at: int, plan: List[int], slots: List[Tensor]",
                "None",
                """
                if len(slots) == 1:
                  torch.copy_(torch.select(slots[0], 0, at), k)
                  torch.copy_(torch.select(slots[0], 0, at + 1), v)
                else:
                  for i in range(len(slots)):
                    row = plan[plan[4] + i * 4 + 2]
                    count = plan[plan[4] + i * 4 + 3]
                    torch.copy_(torch.select(slots[i], 0, at), torch.narrow(k, 2, row, count))
                    torch.copy_(torch.select(slots[i], 0, at + 1), torch.narrow(v, 2, row, count))
                """);
        program.method(
                "attend_pages",
                "q: Tensor, k: Tensor, v: Tensor, layer: int, plan: List[int],"
                        + " slots: List[Tensor], runs: List[Tensor]",
                "Tensor",
                """
                at = layer * 2
                self.enter_pages(k, v, at, plan, slots)
                made = annotate(List[Tensor], [])
                table = plan[6]
                first = 0
                for j in range(plan[7]):
                  count = plan[table + 1]
                  parts = plan[table + 2]
                  keys = self.page_values(runs, first, parts, at)
                  values = self.page_values(runs, first, parts, at + 1)
                  own = q
                  if plan[7] > 1:
                    own = torch.narrow(q, 2, plan[table], count)
                  if count == 1:
                    made.append(self.attend_row(own, keys, values))
                  else:
                    made.append(self.attend_causal(own, keys, values))
                  first = first + parts
                  table = table + 3 + 3 * parts
                if plan[7] == 1:
                  return made[0]
                return torch.cat(made, 2)
                """);
    }
}
