package io.mingle.api.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkReportTest {

    @Test
    void aRowThatDoesNotFitTheHeadingsIsRefused() {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                new BenchmarkReport(
                                        "2 cores",
                                        List.of("case", "tokens/s"),
                                        List.of(List.of("fp32")),
                                        List.of()));
        assertTrue(error.getMessage().contains("1 cells"), error.getMessage());
    }

    @Test
    void aReportIsATable() {
        BenchmarkReport report =
                new BenchmarkReport(
                        "2 cores",
                        List.of("case", "tokens/s"),
                        List.of(List.of("fp32", "120"), List.of("bf16", "200")),
                        List.of("single run"));

        assertEquals("200", report.rows().get(1).get(1));
        assertEquals(List.of(), report.failures());
    }
}
