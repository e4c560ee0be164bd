package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteTest {

    @Test
    void whatIsQuotedStandsInTheQuestionAsAWordOfItsOwn() {
        String question =
                "Goal: Send Amy 86 words. Done: click(x=0.862,y=0.5); type(text=\"Amys\")";
        String answer = "It says \"86\", “Amy”, \"862\" and \"862,y\".";
        List<Quote> quotes = Quote.of(question, answer);
        assertEquals(List.of("86", "Amy"), quotes.stream().map(it -> said(question, it)).toList());
        assertEquals(question.indexOf("86"), quotes.get(0).at());
    }

    private static String said(String question, Quote quote) {
        return question.substring(quote.at(), quote.at() + quote.end() - quote.from());
    }
}
