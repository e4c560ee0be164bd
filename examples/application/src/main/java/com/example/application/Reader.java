package com.example.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.util.Map;

/** Answers a question about a picture as an object of JSON. */
public final class Reader {

    private Reader() {}

    /**
     * Prints one object.
     *
     * @param arguments a picture file and a question
     */
    public static void main(String[] arguments) throws Exception {
        try (Mingle mingle = Mingle.start()) {
            System.out.println(answer(mingle, Path.of(arguments[0]), arguments[1]));
        }
    }

    static String answer(Mingle mingle, Path picture, String question) throws Exception {
        String answer = mingle.ask(picture, question);
        return new ObjectMapper().writeValueAsString(Map.of("answer", answer));
    }
}
