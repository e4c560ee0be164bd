package com.example.service;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.host.Mingle;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers questions about pictures that are posted to it. */
@SpringBootApplication
@RestController
public class Service {

    private final Mingle mingle;

    Service(Mingle mingle) {
        this.mingle = mingle;
    }

    @PostMapping("/ask")
    String ask(@RequestParam String question, @RequestBody byte[] picture) {
        Conversation asked = Conversation.of(question, new Picture("upload", picture));
        return mingle.ask(asked).join(Duration.ofMinutes(1)).result().text();
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Service.class, arguments);
    }
}
