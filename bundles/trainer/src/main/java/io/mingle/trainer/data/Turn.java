package io.mingle.trainer.data;

/**
 * One question about a picture and the answer that is exactly right.
 *
 * @param question what a person asks
 * @param answer what the model shall say, nothing before it and nothing after it
 */
public record Turn(String question, String answer) {}
